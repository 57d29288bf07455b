import type { Catalogue, LabSummary, PackSummary } from '#contract/lab-summary.ts'
import type { PackText } from '#contract/lab-parts.ts'

const agnhost = 'registry.k8s.io/e2e-test-images/agnhost:2.66.1'
const minute = 60_000
const mebibyte = 2 ** 20

const text = (en: string, ko: string): PackText => ({ en, ko })

function lab(id: string, title: PackText, summary: PackText, some: Partial<LabSummary>): LabSummary {
  return {
    pack: 'kubernetes-basics',
    lab: id,
    version: '1.0.0',
    title,
    summary,
    minutes: 15,
    concepts: [],
    prerequisites: [],
    steps: 3,
    checks: 4,
    points: 4,
    locales: ['en', 'ko'],
    memoryBytes: 128 * mebibyte,
    needs: ['namespaces'],
    components: [],
    images: [{ reference: agnhost, presence: 'in-nodes', bytes: 52_000_000 }],
    provenOn: [{ kubernetes: 'v1.37.0', cni: 'kube-router', cgroup: 'v1', image: 'built' }],
    ...some,
  }
}

const pod = lab('first-pod', text('Your first Pod', '첫 번째 파드'), text('Run a container on a real cluster, look inside it, and see what happens when it is gone.', '실제 클러스터에서 컨테이너를 실행하고, 속을 들여다보고, 사라지면 어떻게 되는지 확인합니다.'), { concepts: ['pod', 'kubectl', 'spec-and-status'] })
const heal = lab('self-healing-deployment', text('A Deployment that heals itself', '스스로 복구하는 디플로이먼트'), text('Ask for three copies of a program, take one away, and watch the cluster put it back.', '프로그램 세 벌을 요청한 뒤 하나를 없애고, 클러스터가 도로 채우는 모습을 지켜봅니다.'), { minutes: 20, memoryBytes: 256 * mebibyte, concepts: ['deployment', 'self-healing', 'scaling'], prerequisites: ['pod', 'kubectl'] })
const serve = lab('service-in-front', text('A Service in front', '앞에 서는 서비스'), text('Give several Pods one address, and take one of them out of the line without stopping it.', '여러 파드에 하나의 주소를 붙이고, 그중 하나를 멈추지 않고 대열에서 뺍니다.'), { minutes: 20, memoryBytes: 256 * mebibyte, concepts: ['service', 'labels'], prerequisites: ['deployment'] })

const basics: PackSummary = {
  pack: 'kubernetes-basics',
  title: text('Kubernetes basics', '쿠버네티스 기초'),
  concepts: {
    pod: text('Pod', '파드'),
    kubectl: text('kubectl', 'kubectl'),
    'spec-and-status': text('What you want and what is', '원하는 상태와 실제 상태'),
    deployment: text('Deployment', '디플로이먼트'),
    'self-healing': text('Self-healing', '자동 복구'),
    scaling: text('Scaling by hand', '수동 스케일링'),
    service: text('Service', '서비스'),
    labels: text('Labels and selectors', '레이블과 셀렉터'),
  },
  tracks: [{ id: 'first-steps', title: text('First steps in Kubernetes', '쿠버네티스 첫걸음'), summary: text('Pods, Deployments, Services: the words everything else is written in', '파드, 디플로이먼트, 서비스: 나머지 모두를 적는 데 쓰는 말'), labs: ['first-pod', 'self-healing-deployment', 'service-in-front'] }],
}

const done = (earned = 4): Pick<LabSummary, 'done'> => ({ done: { earned, of: 4, at: Date.now() - 26 * 60 * minute } })
const underWay = (title: PackText): Pick<LabSummary, 'underWay'> => ({ underWay: { attempt: 'x7k2q', step: { number: 2, of: 3, title }, usedAt: Date.now() - 5 * minute } })

export const untouched: Catalogue = { packs: [basics], labs: [pod, heal, serve], refused: [] }
export const begun: Catalogue = { packs: [basics], labs: [{ ...pod, ...done() }, { ...heal, ...underWay(text('Scale it', '개수 바꾸기')) }, serve], refused: [] }
export const finished: Catalogue = { packs: [basics], labs: [{ ...pod, ...done() }, { ...heal, ...done(3) }, { ...serve, ...done() }], refused: [] }

/** As where nobody can be asked: no cluster, or a lent one. */
export const withoutImages = (catalogue: Catalogue): Catalogue => ({ ...catalogue, labs: catalogue.labs.map((one) => ({ ...one, images: one.images.map(({ reference }) => ({ reference, presence: 'unknown' as const })) })) })

const mlops = (id: string, title: PackText, some: Partial<LabSummary>): LabSummary => lab(id, title, text('One part of the whole loop, on your own machine.', '전체 흐름의 한 부분을 내 컴퓨터에서 다뤄 봅니다.'), { pack: 'mlops', images: [{ reference: 'ghcr.io/mlflow/mlflow:v3.4.0', presence: 'missing' }, { reference: agnhost, presence: 'in-nodes', bytes: 52_000_000 }], ...some })

const scaling = [
  lab('requests-and-limits', text('Requests and limits', '요청량과 한도'), text('Tell the cluster what a Pod needs, and see what happens when it takes more.', '파드에 필요한 만큼을 알리고, 그보다 더 쓰면 어떻게 되는지 확인합니다.'), { concepts: ['requests'], prerequisites: ['pod'] }),
  lab('autoscaling', text('Autoscaling under load', '부하에 따른 자동 스케일링'), text('Let the cluster grow and shrink with the load.', '부하에 따라 파드 수가 늘고 줄게 합니다.'), { minutes: 18, memoryBytes: 512 * mebibyte, prerequisites: ['requests', 'deployment'], components: [{ name: 'metrics-server', title: text('Metrics Server', '메트릭 서버'), memoryBytes: 40 * mebibyte }] }),
  lab('where-pods-run', text('Where Pods may run', '파드가 실행되는 곳'), text('Taints, affinities, and a second node.', '테인트와 어피니티, 그리고 두 번째 노드.'), { needs: ['namespaces', 'nodes'] }),
  lab('drain', text('Drain without tears', '눈물 없는 드레인'), text('Empty a node while people use what runs on it.', '서비스가 멈추지 않게 노드를 비웁니다.'), { needs: ['namespaces', 'nodes', 'cluster-scope'] }),
]
const loop = [
  mlops('train-as-a-job', text('Train as a Job', '잡으로 학습하기'), { concepts: ['job'], prerequisites: ['pod'], memoryBytes: 350 * mebibyte }),
  mlops('track-with-mlflow', text('Track with MLflow', 'MLflow로 기록하기'), { minutes: 20, prerequisites: ['job'], memoryBytes: 420 * mebibyte }),
  mlops('argo-pipeline', text('An Argo pipeline', 'Argo 파이프라인'), { minutes: 20, prerequisites: ['job'], memoryBytes: 500 * mebibyte }),
  mlops('serve-with-kserve', text('Serve with KServe', 'KServe로 서빙하기'), { minutes: 20, prerequisites: ['service'], memoryBytes: 900 * mebibyte }),
  mlops('drift-to-retraining', text('From drift to retraining', '드리프트에서 재학습까지'), { minutes: 25, prerequisites: ['job'], memoryBytes: 1126 * mebibyte }),
]

/** A shelf as it will be: several packs, several tracks. */
export const large: Catalogue = {
  packs: [
    {
      ...basics,
      concepts: { ...basics.concepts, requests: text('Requests', '요청량') },
      tracks: [...basics.tracks, { id: 'scaling', title: text('Scaling', '스케일링'), summary: text('Requests, limits, and a cluster that grows under load', '요청량과 한도, 그리고 부하에 따라 커지는 클러스터'), labs: scaling.map((one) => one.lab) }],
    },
    { pack: 'mlops', title: text('MLOps', 'MLOps'), concepts: { job: text('Job', '잡') }, tracks: [{ id: 'loop', title: text('MLOps', 'MLOps'), summary: text('Train, track, serve, watch, retrain: the whole loop on your laptop', '학습, 기록, 서빙, 관찰, 재학습: 노트북 위의 전체 흐름'), labs: loop.map((one) => one.lab) }] },
  ],
  labs: [...begun.labs, ...scaling, ...loop],
  refused: [{ folder: '/home/learner/packs/own', file: '010-mine/lab.yaml', line: 12, column: 7, message: { en: 'There is no field `chekcs` here. Did you mean `checks`?', ko: '여기에는 `chekcs` 필드가 없습니다. 혹시 `checks`인가요?' } }],
}

/** What a lent cluster does not offer. */
export const onLent: Catalogue = {
  ...withoutImages(large),
  refused: [],
  labs: withoutImages(large).labs.map((one) => (one.needs.includes('nodes') ? { ...one, cannotRunHere: { code: 'lab-needs-more', params: { lab: one.lab, missing: one.needs.filter((need) => need !== 'namespaces').join(', ') } } } : one)),
}
