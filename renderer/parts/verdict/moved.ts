/** A list with one of its things a place further up or down. */
export function moved(order: readonly string[], id: string, by: 1 | -1): readonly string[] {
  const from = order.indexOf(id)
  const other = order[from + by]
  return other === undefined ? order : order.map((one) => (one === id ? other : one === other ? id : one))
}
