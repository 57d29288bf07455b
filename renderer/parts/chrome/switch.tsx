import { Switch as Switching } from 'radix-ui'
import { useId, type ReactNode } from 'react'

interface SwitchProps {
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
  readonly children: ReactNode
  /** What it does, under its name. */
  readonly lead?: string
}

/** Something that is on or off, with its name beside it. */
export function Switch({ isOn, onChange, children, lead }: SwitchProps) {
  const id = useId()
  return (
    <div className="switch-row">
      <label htmlFor={id}>
        {children}
        {lead !== undefined && <small id={`${id}-lead`}>{lead}</small>}
      </label>
      <Switching.Root id={id} className="switch" checked={isOn} onCheckedChange={onChange}>
        <Switching.Thumb className="switch-thumb" />
      </Switching.Root>
    </div>
  )
}
