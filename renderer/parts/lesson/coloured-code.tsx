import bash from 'highlight.js/lib/languages/bash'
import json from 'highlight.js/lib/languages/json'
import python from 'highlight.js/lib/languages/python'
import yaml from 'highlight.js/lib/languages/yaml'
import { toJsxRuntime } from 'hast-util-to-jsx-runtime'
import { createLowlight } from 'lowlight'
import { useMemo } from 'react'
import { Fragment, jsx, jsxs } from 'react/jsx-runtime'

const lowlight = createLowlight({ bash, json, python, yaml })

/** Code in the languages that lessons are written in, its parts marked for the style sheet to colour; any other as it is. */
export function ColouredCode({ text, language }: { readonly text: string; readonly language: string }) {
  return useMemo(() => (lowlight.registered(language) ? toJsxRuntime(lowlight.highlight(language, text), { Fragment, jsx, jsxs }) : text), [text, language])
}
