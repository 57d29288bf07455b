import { RadioGroup } from 'radix-ui'
import { useId } from 'react'

interface Option<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly lang?: string
}

interface ChoiceProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly options: readonly Option<Value>[]
  readonly onChange: (value: Value) => void
  /** What the present choice means, under it. */
  readonly lead?: string
}

/** One of a few, all of them to be seen. */
export function Choice<Value extends string>({ label, value, options, onChange, lead }: ChoiceProps<Value>) {
  const id = useId()
  const choose = (chosen: string): void => {
    const option = options.find((one) => one.value === chosen)
    if (option !== undefined) onChange(option.value)
  }
  return (
    <div className="choice-row">
      <span id={id}>{label}</span>
      <RadioGroup.Root className="choice" aria-labelledby={id} value={value} onValueChange={choose} orientation="horizontal">
        {options.map((option) => (
          <RadioGroup.Item key={option.value} value={option.value} lang={option.lang}>
            {option.label}
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
      {lead !== undefined && <small>{lead}</small>}
    </div>
  )
}
