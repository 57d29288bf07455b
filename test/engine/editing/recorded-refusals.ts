/** What a Kubernetes v1.37 API server answered to applies of the Deployment `web`, word for word. */
export const refusals = {
  invalid: {
    kind: 'Status',
    status: 'Failure',
    message: 'Deployment.apps "web" is invalid: [spec.replicas: Invalid value: -1: must be greater than or equal to 0, spec.template.spec.containers[0].image: Required value]',
    reason: 'Invalid',
    details: {
      name: 'web',
      group: 'apps',
      kind: 'Deployment',
      causes: [
        { reason: 'FieldValueInvalid', message: 'Invalid value: -1: must be greater than or equal to 0', field: 'spec.replicas' },
        { reason: 'FieldValueRequired', message: 'Required value', field: 'spec.template.spec.containers[0].image' },
      ],
    },
    code: 422,
  },
  immutable: {
    kind: 'Status',
    status: 'Failure',
    message: 'Deployment.apps "web" is invalid: spec.selector: Invalid value: {"matchLabels":{"app":"web","b":"c"}}: field is immutable',
    reason: 'Invalid',
    details: { name: 'web', group: 'apps', kind: 'Deployment', causes: [{ reason: 'FieldValueInvalid', message: 'Invalid value: {"matchLabels":{"app":"web","b":"c"}}: field is immutable', field: 'spec.selector' }] },
    code: 422,
  },
  conflict: {
    kind: 'Status',
    status: 'Failure',
    message: 'Apply failed with 2 conflicts: conflicts with "kubectl-create":\n- .spec.replicas\n- .spec.template.spec.containers[name="web"].image',
    reason: 'Conflict',
    details: {
      causes: [
        { reason: 'FieldManagerConflict', message: 'conflict with "kubectl-create"', field: '.spec.replicas' },
        { reason: 'FieldManagerConflict', message: 'conflict with "kubectl-create"', field: '.spec.template.spec.containers[name="web"].image' },
      ],
    },
    code: 409,
  },
  unknownField: {
    kind: 'Status',
    status: 'Failure',
    message: 'failed to create typed patch object (default/web; apps/v1, Kind=Deployment): .spec.replica: field not declared in schema',
    code: 500,
  },
  wrongType: {
    kind: 'Status',
    status: 'Failure',
    message: 'failed to create typed patch object (default/web; apps/v1, Kind=Deployment): .spec.template.spec.containers[name="web"].image: expected string, got &value.valueUnstructured{Value:3}',
    code: 500,
  },
  noNamespace: { kind: 'Status', status: 'Failure', message: 'namespaces "nope" not found', reason: 'NotFound', details: { name: 'nope', kind: 'namespaces' }, code: 404 },
  quantity: {
    kind: 'Status',
    status: 'Failure',
    message:
      "failed to convert new object (default/web; apps/v1, Kind=Deployment) to proper version: unable to convert unstructured object to apps/v1, Kind=Deployment: quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
    code: 500,
  },
  forbidden: {
    kind: 'Status',
    status: 'Failure',
    message: 'deployments.apps "web" is forbidden: User "system:serviceaccount:kindlab-learners:learner-x" cannot patch resource "deployments" in API group "apps" in the namespace "kube-system"',
    reason: 'Forbidden',
    details: { name: 'web', group: 'apps', kind: 'deployments' },
    code: 403,
  },
} as const
