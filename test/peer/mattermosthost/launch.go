package main

import (
	"bufio"
	"bytes"
	"net"
	"net/rpc"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"

	goplugin "github.com/hashicorp/go-plugin"

	"github.com/mattermost/mattermost/server/public/model"
)

// Launched is a plugin process started by hand, so that what lies between host and plugin can be tampered with.
type Launched struct {
	Command *exec.Cmd
	// Socket is where the plugin listens.
	Socket string
	Stderr *lockedBuffer
	ended  chan struct{}
}

type lockedBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *lockedBuffer) Write(text []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(text)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

var pluginEnvironment = []string{
	"MATTERMOST_PLUGIN=Securely message teams, anywhere.",
	"PLUGIN_PROTOCOL_VERSIONS=1",
	"PLUGIN_MIN_PORT=10000",
	"PLUGIN_MAX_PORT=25000",
}

// executable of the plugin for this machine.
func (r *Run) executable() (string, *model.Manifest) {
	manifest, err := findManifest(r.PluginDir)
	must(err)
	file := manifest.GetExecutableForRuntime(runtime.GOOS, runtime.GOARCH)
	return filepath.Join(r.PluginDir, manifest.Id, file), manifest
}

// launch starts the plugin and reads its handshake.
func (r *Run) launch() *Launched {
	file, _ := r.executable()
	command := exec.Command(file)
	command.Env = append(os.Environ(), pluginEnvironment...)
	launched := &Launched{Command: command, Stderr: &lockedBuffer{}, ended: make(chan struct{})}
	command.Stderr = launched.Stderr
	stdout, err := command.StdoutPipe()
	must(err)
	must(command.Start())
	lines := bufio.NewReader(stdout)
	line, err := lines.ReadString('\n')
	go func() {
		_, _ = lines.WriteTo(launched.Stderr)
		_ = command.Wait()
		close(launched.ended)
	}()
	r.Cleanup(func() {
		_ = command.Process.Kill()
		<-launched.ended
		_ = os.Remove(launched.Socket)
	})
	must(err)
	parts := strings.Split(strings.TrimSpace(line), "|")
	if len(parts) < 5 || parts[0] != "1" || parts[1] != "1" || parts[2] != "unix" || parts[4] != "netrpc" {
		fail("the handshake is %q", line)
	}
	launched.Socket = parts[3]
	return launched
}

// raw is go-plugin's own client on a connection, without Mattermost's layer above it.
type raw struct {
	Control *goplugin.RPCClient
	Hooks   *rpc.Client
	Broker  *goplugin.MuxBroker
}

// Server and Client make raw a go-plugin plugin.
func (p *raw) Server(*goplugin.MuxBroker) (any, error) { return nil, nil }

func (p *raw) Client(broker *goplugin.MuxBroker, client *rpc.Client) (any, error) {
	p.Broker, p.Hooks = broker, client
	return p, nil
}

// attach connects as the host does.
func attach(connection net.Conn) *raw {
	p := &raw{}
	client, err := goplugin.NewRPCClient(connection, map[string]goplugin.Plugin{"hooks": p, "other": &raw{}})
	must(err)
	p.Control = client
	_, err = client.Dispense("hooks")
	must(err)
	return p
}

func dial(socket string) net.Conn {
	connection, err := net.Dial("unix", socket)
	must(err)
	return connection
}

// reattach binds a host to a plugin that is already running.
func (r *Run) reattach(launched *Launched, socket string) *Host {
	h := r.Host()
	_, manifest := r.executable()
	must(h.Env.Reattach(manifest, &model.PluginReattachConfig{
		Protocol:        "netrpc",
		ProtocolVersion: 1,
		Addr:            net.UnixAddr{Name: socket, Net: "unix"},
		Pid:             launched.Command.Process.Pid,
		Test:            true,
	}))
	return h
}

func kill9(pid int) { must(syscall.Kill(pid, syscall.SIGKILL)) }

// waitEnd waits until the process has ended; the check's time-out is the limit.
func (l *Launched) waitEnd() { <-l.ended }
