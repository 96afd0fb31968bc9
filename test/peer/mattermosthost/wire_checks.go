package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/rpc"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/plugin"
)

var wireChecks = []Check{
	{Name: "wire: started by hand it says what it is, and ends", Any: true, Run: wireByHand},
	{Name: "wire: Control.Ping, also during work", Any: true, Run: wirePing},
	{Name: "wire: an unknown method is an error, not the end", Any: true, Run: wireUnknownMethod},
	{Name: "wire: calls before activation", Run: wireTooEarly},
	{Name: "wire: everything in pieces of 1 to 17 bytes", Run: wirePieces},
	{Name: "wire: broken bytes end the process", Run: wireBroken},
	{Name: "wire: the host breaks off in the middle of a frame", Run: wireCutOff},
	{Name: "wire: a connection without a word, then a proper end", Any: true, Run: wireSilent},
	{Name: "wire: a host that reads nothing for a while", Run: wireStalled},
}

func wireByHand(r *Run) {
	file, _ := r.executable()
	for _, cookie := range []string{"", "MATTERMOST_PLUGIN=", "MATTERMOST_PLUGIN=another"} {
		command := exec.Command(file)
		command.Env = append(os.Environ(), cookie)
		output, err := command.CombinedOutput()
		if err == nil {
			fail("it ended well: %s", output)
		}
		contains("what it says", string(output), "plugin")
	}
}

func wirePing(r *Run) {
	launched := r.launch()
	p := attach(dial(launched.Socket))
	must(parallel(100, func(int) error { return p.Control.Ping() }))
	_ = p.Control.Close()
	launched.waitEnd()
}

func wireUnknownMethod(r *Run) {
	launched := r.launch()
	p := attach(dial(launched.Socket))
	for range 3 {
		err := p.Hooks.Call("Plugin.NoSuchHook", struct{ A, B string }{"a", "b"}, &struct{}{})
		equal("error", fmt.Sprint(err), "rpc: can't find method Plugin.NoSuchHook")
		err = p.Hooks.Call("Elsewhere.NoSuchHook", map[string][]int{"a": {1}}, &struct{}{})
		equal("error", fmt.Sprint(err), "rpc: can't find service Elsewhere.NoSuchHook")
	}
	names := []string{}
	must(p.Hooks.Call("Plugin.Implemented", struct{}{}, &names))
	contains("hooks", strings.Join(names, " "), "ServeHTTP")
	must(p.Control.Ping())
}

// wireTooEarly calls every hook before OnActivate, in the SDK's own words.
func wireTooEarly(r *Run) {
	launched := r.launch()
	p := attach(dial(launched.Socket))
	posted := plugin.Z_MessageWillBePostedReturns{}
	must(p.Hooks.Call("Plugin.MessageWillBePosted", plugin.Z_MessageWillBePostedArgs{
		A: &plugin.Context{}, B: &model.Post{Message: "hello"}}, &posted))
	equal("reason", posted.B, "")
	must(p.Hooks.Call("Plugin.MessageHasBeenPosted", plugin.Z_MessageHasBeenPostedArgs{
		A: &plugin.Context{}, B: &model.Post{Message: "hello"}}, &plugin.Z_MessageHasBeenPostedReturns{}))
	ran := plugin.Z_ExecuteCommandReturns{}
	must(p.Hooks.Call("Plugin.ExecuteCommand", plugin.Z_ExecuteCommandArgs{
		A: &plugin.Context{}, B: &model.CommandArgs{Command: "/openitcockpit status"}}, &ran))
	contains("answer", ran.A.Text, "activated")
	must(p.Hooks.Call("Plugin.OnConfigurationChange", plugin.Z_OnConfigurationChangeArgs{},
		&plugin.Z_OnConfigurationChangeReturns{}))
	recorder := p.serveHTTP(httptest.NewRequest(http.MethodGet, healthPath, nil))
	if recorder.Code != 503 && recorder.Code != 200 {
		fail("got %d: %s", recorder.Code, recorder.Body)
	}
	must(p.Hooks.Call("Plugin.OnDeactivate", plugin.Z_OnDeactivateArgs{}, &plugin.Z_OnDeactivateReturns{}))
	must(p.Control.Close())
	launched.waitEnd()
}

// Writer answers a plugin's calls of a response writer. Its methods are those that the SDK's plugins call.
type Writer struct{ into *httptest.ResponseRecorder }

func (w *Writer) Header(_ struct{}, reply *http.Header) error {
	*reply = w.into.Header()
	return nil
}

func (w *Writer) SyncHeader(header http.Header, _ *struct{}) error {
	for name, values := range header {
		w.into.Header()[name] = values
	}
	return nil
}

func (w *Writer) WriteHeader(code int, _ *struct{}) error {
	w.into.WriteHeader(code)
	return nil
}

func (w *Writer) Write(text []byte, _ *struct{}) error {
	_, err := w.into.Write(text)
	return err
}

// serveHTTP calls the hook without the SDK's environment.
func (p *raw) serveHTTP(request *http.Request) *httptest.ResponseRecorder {
	recorder := httptest.NewRecorder()
	id := p.Broker.NextId()
	served := make(chan struct{})
	go func() {
		defer close(served)
		if connection, err := p.Broker.Accept(id); err == nil {
			server := rpc.NewServer()
			_ = server.RegisterName("Plugin", &Writer{recorder})
			server.ServeConn(connection)
		}
	}()
	must(p.Hooks.Call("Plugin.ServeHTTP", serveHTTPArgs(id, request), nil))
	<-served
	return recorder
}

func wirePieces(r *Run) {
	r.monitoring("reset", nil)
	launched := r.launch()
	h := r.reattach(launched, r.proxy(launched.Socket, true).Socket)
	for range 20 {
		h.Get(healthPath).Want(200)
	}
	jane := h.API.AddUser("jane", "Jane", "Roe")
	post := r.alert(h, nil)
	h.submit(jane, h.pressForDialog(jane, post), map[string]any{"comment": "in pieces"}).Want(200)
	h.untilLook(post, "acknowledged")
	must(parallel(100, func(int) error {
		if code := h.direct(httptest.NewRequest(http.MethodGet, healthPath, nil)).Code; code != 200 {
			return fmt.Errorf("got %d", code)
		}
		return nil
	}))
	h.Env.Shutdown()
	launched.waitEnd()
}

// frame of yamux.
func frame(version, kind byte, flags uint16, stream, length uint32) []byte {
	bytes := []byte{version, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}
	binary.BigEndian.PutUint16(bytes[2:], flags)
	binary.BigEndian.PutUint32(bytes[4:], stream)
	binary.BigEndian.PutUint32(bytes[8:], length)
	return bytes
}

func wireBroken(r *Run) {
	for name, text := range map[string][]byte{
		"not the protocol":       []byte("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
		"another version":        frame(7, 0, 0, 1, 0),
		"an unknown kind":        frame(0, 9, 0, 1, 0),
		"more than was granted":  append(frame(0, 1, 1, 1, 0), frame(0, 0, 0, 1, 0xffffffff)...),
		"a stream opened twice":  append(frame(0, 1, 1, 1, 0), frame(0, 1, 1, 1, 0)...),
		"random":                 bytes.Repeat([]byte{0xa5, 0x5a, 0x13}, 10_000),
		"it goes away and stays": frame(0, 3, 0, 0, 1),
	} {
		launched := r.launch()
		connection := dial(launched.Socket)
		_, err := connection.Write(text)
		must(err)
		_ = connection.(interface{ CloseWrite() error }).CloseWrite()
		launched.waitEnd()
		_ = connection.Close()
		if lines := strings.Count(launched.Stderr.String(), "\n"); lines > 20 {
			fail("%s: %d lines of log: %.2000s", name, lines, launched.Stderr)
		}
	}
}

func wireCutOff(r *Run) {
	for _, text := range [][]byte{{}, {0}, frame(0, 0, 1, 1, 1000), append(frame(0, 0, 1, 1, 1000), 1, 2, 3)} {
		launched := r.launch()
		connection := dial(launched.Socket)
		_, err := connection.Write(text)
		must(err)
		must(connection.Close())
		launched.waitEnd()
	}
}

func wireSilent(r *Run) {
	launched := r.launch()
	connection := dial(launched.Socket)
	time.Sleep(200 * time.Millisecond)
	equal("alive", alive(launched.Command.Process.Pid), true)
	p := attach(connection)
	must(p.Control.Ping())
	_ = p.Control.Close()
	launched.waitEnd()
}

// wireStalled: nothing is read for a while, everything is there afterwards, and what waits does not grow without bound.
func wireStalled(r *Run) {
	launched := r.launch()
	proxy := r.proxy(launched.Socket, false)
	h := r.reattach(launched, proxy.Socket)
	h.Get(healthPath).Want(200)
	before := memory(launched.Command.Process.Pid).Resident
	proxy.Stall(true)
	var group sync.WaitGroup
	codes := make(chan int, 200)
	for range 200 {
		group.Go(func() { codes <- h.direct(httptest.NewRequest(http.MethodGet, healthPath, nil)).Code })
	}
	time.Sleep(2 * time.Second)
	if used := memory(launched.Command.Process.Pid).Resident; used > before+100 {
		fail("%.0f MB, %.0f before", used, before)
	}
	proxy.Stall(false)
	group.Wait()
	for range 200 {
		equal("status", <-codes, 200)
	}
	h.Env.Shutdown()
	launched.waitEnd()
}
