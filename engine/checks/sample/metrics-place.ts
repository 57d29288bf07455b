/** Who answers PromQL: the component VictoriaMetrics, in a namespace that is there as long as it is. */
export const metricsPlace = { component: 'victoria-metrics', namespace: 'monitoring', service: 'victoria-metrics', port: 8428 } as const

/** What was not measured for so long is not measured: three scrapes that failed, not the five minutes of Prometheus. */
const newerThan = '30s'

/** Where a query is asked, through the API server. */
export function metricsPath(query: string): string {
  const { namespace, service, port } = metricsPlace
  return `/api/v1/namespaces/${namespace}/services/${service}:${port}/proxy/api/v1/query?${new URLSearchParams({ step: newerThan, query }).toString()}`
}
