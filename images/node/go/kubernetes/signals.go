package main

import (
	"context"

	genericapiserver "k8s.io/apiserver/pkg/server"
)

func contextUntilSignal() context.Context { return genericapiserver.SetupSignalContext() }
