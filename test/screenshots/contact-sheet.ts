/** A page with every picture: a row for each scene, a column for each view. */
export function contactSheet(scenes: readonly string[], views: readonly string[]): string {
  const picture = (scene: string, view: string): string => `<td><a href="${scene}.${view}.png"><img loading="lazy" src="${scene}.${view}.png" alt="${scene}, ${view}"></a></td>`
  const row = (scene: string): string => `<tr><th scope="row">${scene}</th>${views.map((view) => picture(scene, view)).join('')}</tr>`
  return `<!doctype html>
<meta charset="utf-8"><title>Kindlab, every screen</title>
<style>body { font: 14px sans-serif } img { width: 360px; border: 1px solid #ccc } th { text-align: left; vertical-align: top; padding: 8px } thead th { position: sticky; top: 0; background: #fff }</style>
<table><thead><tr><th></th>${views.map((view) => `<th scope="col">${view}</th>`).join('')}</tr></thead>
<tbody>${scenes.map(row).join('\n')}</tbody></table>
`
}
