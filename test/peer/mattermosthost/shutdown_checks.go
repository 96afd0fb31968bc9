package main

import (
	"bufio"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

var shutdownChecks = []Check{
	{Name: "end: Quit is answered", Run: endQuit},
	{Name: "end: the server shuts down", Any: true, Run: endServer},
	{Name: "end: SIGTERM", Run: endTerm},
	{Name: "end: SIGINT is for the server alone", Any: true, Run: endInterrupt},
	{Name: "end: the server is killed", Run: endHostKilled},
	{Name: "end: the connection is lost", Run: endConnectionLost},
	{Name: "end: the plugin is killed, the server starts it anew", Any: true, Run: endPluginKilled},
	{Name: "end: deactivated under load", Any: true, Run: endUnderLoad},
	{Name: "end: deactivated while a body never ends", Any: true, Run: endEndlessBody},
	{Name: "end: has no processes of its own", Run: endNoChildren},
}

// noSockets fails when a socket is left behind. A plugin in Go leaves its own whenever it did not end within the SDK's two
// seconds and was killed, as under load on a slow machine: that is the SDK's affair, so only ours is held to it.
func (r *Run) noSockets() {
	if r.Foreign {
		return
	}
	left := []string{}
	for _, socket := range sockets() {
		if !strings.HasSuffix(socket, "proxy.sock") {
			left = append(left, socket)
		}
	}
	equal("sockets", strings.Join(left, " "), "")
}

func endQuit(r *Run) {
	launched := r.launch()
	p := attach(dial(launched.Socket))
	// Close says Quit first and fails when that is not answered.
	must(p.Control.Close())
	launched.waitEnd()
	equal("exit code", launched.Command.ProcessState.ExitCode(), 0)
	r.noSockets()
}

func endServer(r *Run) {
	h := r.Active()
	pid := h.Pid()
	h.Env.Shutdown()
	gone(pid)
	r.noSockets()
}

func endTerm(r *Run) {
	h := r.Active()
	must(syscall.Kill(h.Pid(), syscall.SIGTERM))
	gone(h.Pid())
	r.noSockets()
}

func endInterrupt(r *Run) {
	h := r.Active()
	for range 3 {
		must(syscall.Kill(h.Pid(), syscall.SIGINT))
		time.Sleep(50 * time.Millisecond)
	}
	h.Get(healthPath).Want(200)
}

func endHostKilled(r *Run) {
	self, err := os.Executable()
	must(err)
	host := exec.Command(self, "hold", r.PluginDir)
	host.Stderr = os.Stderr
	stdout, err := host.StdoutPipe()
	must(err)
	must(host.Start())
	line, err := bufio.NewReader(stdout).ReadString('\n')
	must(err)
	pid, err := strconv.Atoi(strings.TrimSpace(line))
	must(err)
	equal("alive", alive(pid), true)
	must(host.Process.Kill())
	_ = host.Wait()
	gone(pid)
	r.noSockets()
}

func endConnectionLost(r *Run) {
	launched := r.launch()
	proxy := r.proxy(launched.Socket, false)
	h := r.reattach(launched, proxy.Socket)
	h.Get(healthPath).Want(200)
	proxy.Break()
	launched.waitEnd()
	r.noSockets()
}

func endPluginKilled(r *Run) {
	h := r.Active()
	killed := h.Pid()
	kill9(killed)
	gone(killed)
	for _, socket := range sockets() {
		_ = os.Remove(socket)
	}
	if err := h.Env.PerformHealthCheck(h.ID); err == nil {
		fail("the health check is content")
	}
	if code := h.direct(httptest.NewRequest(http.MethodGet, healthPath, nil)).Code; code != 500 {
		fail("a dead plugin answers %d", code)
	}
	must(h.Env.RestartPlugin(h.ID))
	h.Get(healthPath).Want(200)
}

// Takes answers that nobody reads. When a plugin ends in the middle of one, the SDK writes its own error while what is
// left of the plugin's is still being written: headers that both share would end the host ("concurrent map writes").
type nobody struct{}

func (nobody) Header() http.Header            { return http.Header{} }
func (nobody) Write(body []byte) (int, error) { return len(body), nil }
func (nobody) WriteHeader(int)                {}

func endUnderLoad(r *Run) {
	h := r.Active()
	pid := h.Pid()
	hooks := h.Hooks()
	stop := make(chan struct{})
	var group sync.WaitGroup
	for range 50 {
		group.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					hooks.ServeHTTP(nil, nobody{}, httptest.NewRequest(http.MethodGet, healthPath, nil))
				}
			}
		})
	}
	time.Sleep(200 * time.Millisecond)
	h.Env.Deactivate(h.ID)
	close(stop)
	group.Wait()
	gone(pid)
	r.noSockets()
}

func endEndlessBody(r *Run) {
	h := r.Active()
	pid := h.Pid()
	hooks := h.Hooks()
	reader, writer := io.Pipe()
	var group sync.WaitGroup
	group.Go(func() {
		request := httptest.NewRequest(http.MethodPost, notificationsPath, reader)
		request.Header.Set("Content-Type", "application/json")
		if len(r.Stored) > 0 {
			request.Header.Set("Authorization", r.bearer()[1])
		}
		hooks.ServeHTTP(nil, httptest.NewRecorder(), request)
	})
	_, _ = writer.Write([]byte("{"))
	h.Env.Deactivate(h.ID)
	gone(pid)
	_ = writer.Close()
	group.Wait()
	r.noSockets()
}

func endNoChildren(r *Run) {
	h := r.ActiveFresh()
	r.alert(h, nil)
	equal("processes", len(children(h.Pid())), 0)
}
