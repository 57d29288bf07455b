import { Archive, Blocks, Boxes, CalendarClock, Container, Database, DoorOpen, FileKey, FileSliders, Folder, Gauge, HardDrive, KeyRound, Layers, ListChecks, type LucideIcon, Network, Package, Server, Share2, Shield, ShieldCheck, SquareStack, UserRound } from 'lucide-react'

const pictures: Readonly<Record<string, LucideIcon>> = {
  Pod: Container, Deployment: Layers, ReplicaSet: SquareStack, StatefulSet: Database, DaemonSet: Boxes, Job: ListChecks, CronJob: CalendarClock, Service: Share2, EndpointSlice: Network, Ingress: DoorOpen, NetworkPolicy: Shield,
  ConfigMap: FileSliders, Secret: FileKey, PersistentVolumeClaim: HardDrive, PersistentVolume: HardDrive, StorageClass: Archive, HorizontalPodAutoscaler: Gauge, Node: Server, Namespace: Folder, ServiceAccount: UserRound,
  Role: KeyRound, ClusterRole: KeyRound, RoleBinding: ShieldCheck, ClusterRoleBinding: ShieldCheck, CustomResourceDefinition: Blocks,
}

/** A kind as a small picture beside its word. */
export function KindPicture({ kind, size = 15 }: { readonly kind: string; readonly size?: number }) {
  const Picture = pictures[kind] ?? Package
  return <Picture size={size} aria-hidden="true" className="kind-picture" />
}
