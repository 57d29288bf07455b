import type { Lesson } from '#contract/lab-summary.ts'
import type { Locale } from '#contract/locale.ts'

const fence = '```'
const manifest = `${fence}yaml insert=web.yaml
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { replicas: 3 }
${fence}`

/** A lesson with one of everything that a lesson may have. */
export const lesson: Readonly<Record<Locale, Lesson>> = {
  en: {
    introduction: `You do not say “run this Pod”, you say “**there should be three of these**”, and you leave it to the cluster to keep that true. The object for this wish is the **Deployment**.

| it reads | it does |
|---|---|
| too few Pods | makes some |
| too many Pods | removes some |

${fence}bash run
kubectl get deployments
${fence}`,
    steps: {
      declare: `Begin with these lines and write the rest:

${manifest}

> [!TIP]
> \`spec.selector\` and the labels of the template must agree: that is how a Deployment finds its Pods.

**Your task:** apply a Deployment named \`web\` that asks for three Pods labelled \`app=web\`.`,
      heal: `To tell old Pods from new ones, put a mark on the old ones first.

**Your task:** write the label \`marked=yes\` on all three Pods. Then delete *one* of them.

${fence}bash run
kubectl get pods -L marked
${fence}`,
      scale: 'The number you asked for is one field, and you may change it whenever you like.\n\n**Your task:** make it five.',
    },
    debrief: 'You asked for a number and let somebody else keep it true. That is how nearly everything in Kubernetes works: a wish written down once, and a loop that never stops comparing.',
  },
  ko: {
    introduction: `“이 파드를 실행해라”가 아니라 “**이런 파드가 세 개 있어야 한다**”라고 말하고, 그 상태를 지키는 일은 클러스터에 맡깁니다. 이런 바람을 적는 오브젝트가 **디플로이먼트**입니다.

| 무엇을 보고 | 무엇을 하는지 |
|---|---|
| 파드가 모자라면 | 만듭니다 |
| 파드가 남으면 | 없앱니다 |

${fence}bash run
kubectl get deployments
${fence}`,
    steps: {
      declare: `다음 내용으로 시작해서 나머지를 채우세요.

${manifest}

> [!TIP]
> \`spec.selector\`와 템플릿의 레이블이 같아야 합니다. 디플로이먼트는 레이블로 자기 파드를 찾습니다.

**할 일:** \`app=web\` 레이블을 단 파드 세 개를 요청하는 \`web\` 디플로이먼트를 적용하세요.`,
      heal: `원래 있던 파드와 새로 온 파드를 구별할 수 있도록 먼저 표시를 해 둡시다.

**할 일:** 파드 세 개에 모두 \`marked=yes\` 레이블을 다세요. 그런 다음 그중 *하나만* 삭제하세요.

${fence}bash run
kubectl get pods -L marked
${fence}`,
      scale: '요청한 숫자는 언제든 바꿀 수 있는 필드 하나일 뿐입니다.\n\n**할 일:** 다섯 개로 늘리세요.',
    },
    debrief: '숫자를 하나 요청하고, 그 숫자를 지키는 일은 맡겨 두었습니다. 쿠버네티스의 거의 모든 것이 이렇게 돌아갑니다. 바라는 상태를 한 번 적어 두면, 비교를 멈추지 않는 반복이 나머지를 합니다.',
  },
}
