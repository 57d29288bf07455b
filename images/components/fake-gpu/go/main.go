// A device plugin whose devices are names: the kubelet offers, counts and hands out so many GPUs that nobody has.
// What a container gets of one is its name in NVIDIA_VISIBLE_DEVICES, as NVIDIA's own plugin tells it.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	plugin "k8s.io/kubelet/pkg/apis/deviceplugin/v1beta1"
)

type gpus struct {
	plugin.UnimplementedDevicePluginServer
	count  int
	ending context.Context
}

func main() {
	resource := flag.String("resource", "nvidia.com/gpu", "the resource that Pods ask for")
	count := flag.Int("count", 2, "how many of it each node has")
	folder := flag.String("folder", plugin.DevicePluginPath, "where the kubelet listens for plugins")
	flag.Parse()
	ending, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	for ending.Err() == nil {
		if err := serve(ending, *resource, *count, *folder); err != nil {
			log.Printf("%v; trying again", err)
			time.Sleep(time.Second)
		}
	}
}

// serve offers the devices until it is told to end, or the kubelet was started again and has forgotten them.
func serve(ending context.Context, resource string, count int, folder string) error {
	socket := filepath.Join(folder, "kindlab-fake-gpu.sock")
	if err := os.Remove(socket); err != nil && !os.IsNotExist(err) {
		return err
	}
	listener, err := net.Listen("unix", socket)
	if err != nil {
		return err
	}
	server := grpc.NewServer()
	plugin.RegisterDevicePluginServer(server, &gpus{count: count, ending: ending})
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	defer stop(ending, server)
	if err := register(ending, resource, filepath.Base(socket), filepath.Join(folder, "kubelet.sock")); err != nil {
		return err
	}
	log.Printf("%d of %s", count, resource)
	return untilForgotten(ending, ended, socket)
}

// stop lets who listens hear that there is nothing any more, where that is why it ends.
func stop(ending context.Context, server *grpc.Server) {
	if ending.Err() != nil {
		server.GracefulStop()
	} else {
		server.Stop()
	}
}

// untilForgotten waits; a kubelet that starts anew removes every plugin's socket.
func untilForgotten(ending context.Context, ended <-chan error, socket string) error {
	every := time.NewTicker(time.Second)
	defer every.Stop()
	for {
		select {
		case <-ending.Done():
			return nil
		case err := <-ended:
			return err
		case <-every.C:
			if _, err := os.Stat(socket); err != nil {
				return err
			}
		}
	}
}

func register(ending context.Context, resource, endpoint, kubelet string) error {
	connection, err := grpc.NewClient("unix://"+kubelet, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return err
	}
	defer connection.Close()
	patience, cancel := context.WithTimeout(ending, 5*time.Second)
	defer cancel()
	_, err = plugin.NewRegistrationClient(connection).Register(patience, &plugin.RegisterRequest{Version: plugin.Version, Endpoint: endpoint, ResourceName: resource})
	return err
}

func (g *gpus) GetDevicePluginOptions(context.Context, *plugin.Empty) (*plugin.DevicePluginOptions, error) {
	return &plugin.DevicePluginOptions{}, nil
}

// ListAndWatch tells what there is, once; and that there is nothing when it ends, so that no node goes on counting it.
func (g *gpus) ListAndWatch(_ *plugin.Empty, stream plugin.DevicePlugin_ListAndWatchServer) error {
	devices := make([]*plugin.Device, g.count)
	for index := range devices {
		devices[index] = &plugin.Device{ID: fmt.Sprintf("GPU-fake-%d", index), Health: plugin.Healthy}
	}
	if err := stream.Send(&plugin.ListAndWatchResponse{Devices: devices}); err != nil {
		return err
	}
	select {
	case <-g.ending.Done():
		return stream.Send(&plugin.ListAndWatchResponse{})
	case <-stream.Context().Done():
		return nil
	}
}

func (g *gpus) Allocate(_ context.Context, wanted *plugin.AllocateRequest) (*plugin.AllocateResponse, error) {
	response := &plugin.AllocateResponse{}
	for _, container := range wanted.ContainerRequests {
		names := strings.Join(container.DevicesIds, ",")
		response.ContainerResponses = append(response.ContainerResponses, &plugin.ContainerAllocateResponse{Envs: map[string]string{"NVIDIA_VISIBLE_DEVICES": names}})
	}
	return response, nil
}
