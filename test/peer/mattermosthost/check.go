package main

import (
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"time"
)

// Check is one thing a plugin must do, run on a host of its own.
type Check struct {
	Name string
	// Any: true of every plugin, e.g. one made with the SDK itself, which proves the check.
	Any bool
	Run func(*Run)
}

// Result is what a check reports, a JSON line each.
type Result struct {
	Name   string  `json:"name"`
	Ok     bool    `json:"ok"`
	Detail string  `json:"detail,omitempty"`
	Ms     float64 `json:"ms"`
}

// Settings of a run, written by whoever starts it.
type Settings struct {
	// PluginDir holds one folder with the plugin.
	PluginDir string `json:"pluginDir"`
	// Stored is what the System Console holds in the beginning.
	Stored map[string]any `json:"stored"`
	// Monitoring is the address of a double of openITCOCKPIT.
	Monitoring Monitoring `json:"monitoring"`
	// Secrets must never turn up in a log.
	Secrets []string `json:"secrets"`
	// Foreign says that the plugin is not ours.
	Foreign bool `json:"-"`
}

// Monitoring names the objects in the double of openITCOCKPIT.
type Monitoring struct {
	// Control is where the double takes orders.
	Control     string `json:"control"`
	HostUUID    string `json:"hostUuid"`
	ServiceUUID string `json:"serviceUuid"`
}

// WebhookPost is what an incoming webhook makes of a request body.
type WebhookPost struct {
	Message string         `json:"message"`
	Props   map[string]any `json:"props"`
}

// Run is one check under way.
type Run struct {
	Settings
	cleanups []func()
}

const patience = 60 * time.Second

type failure struct{ text string }

// fail ends the check under way.
func fail(format string, args ...any) { panic(failure{fmt.Sprintf(format, args...)}) }

func must(err error) {
	if err != nil {
		fail("%v", err)
	}
}

func equal[T comparable](what string, got, want T) {
	if got != want {
		fail("%s: got %v, want %v", what, got, want)
	}
}

func contains(what, text, part string) {
	if !strings.Contains(text, part) {
		fail("%s lacks %q: %.2000s", what, part, text)
	}
}

func lacks(what, text, part string) {
	if strings.Contains(text, part) {
		fail("%s has %q: %.2000s", what, part, text)
	}
}

// eventually waits for something to become true.
func eventually(look func() bool) {
	if !within(look) {
		fail("what was waited for did not happen:\n%s", debug.Stack())
	}
}

func within(look func() bool) bool {
	for end := time.Now().Add(patience * 3 / 4); !look(); {
		if time.Now().After(end) {
			return false
		}
		time.Sleep(20 * time.Millisecond)
	}
	return true
}

// Cleanup runs last in, first out.
func (r *Run) Cleanup(f func()) { r.cleanups = append(r.cleanups, f) }

// Host prepares a host with the stored settings; it is closed with the check.
func (r *Run) Host() *Host {
	host, err := NewHost(r.PluginDir)
	must(err)
	host.API.SetSettings(r.with(nil))
	r.Cleanup(func() {
		host.Close()
		for _, secret := range r.Secrets {
			lacks("the log", host.Log(), secret)
		}
		if host.pid != 0 {
			gone(host.pid)
		}
	})
	return host
}

// Active is a host whose plugin runs.
func (r *Run) Active() *Host {
	host := r.Host()
	must(host.Activate())
	return host
}

// with returns the stored settings, changed.
func (r *Run) with(change map[string]any) map[string]any {
	settings := map[string]any{}
	for key, value := range r.Stored {
		settings[key] = value
	}
	for key, value := range change {
		settings[key] = value
	}
	return settings
}

// execute runs a check to its end or to the end of patience.
func execute(check Check, settings Settings) Result {
	started := time.Now()
	done := make(chan string, 1)
	go func() { done <- attempt(check, settings) }()
	detail := ""
	select {
	case detail = <-done:
	case <-time.After(patience):
		detail = fmt.Sprintf("not done after %v", patience)
		if os.Getenv("PEER_TRACE") != "" {
			detail += "\n" + stacks()
		}
	}
	ms := float64(time.Since(started).Microseconds()) / 1000
	return Result{Name: check.Name, Ok: detail == "", Detail: detail, Ms: ms}
}

func attempt(check Check, settings Settings) string {
	run := &Run{Settings: settings}
	detail := guarded(func() { check.Run(run) })
	for i := len(run.cleanups) - 1; i >= 0; i-- {
		if after := guarded(run.cleanups[i]); detail == "" && after != "" {
			detail = "afterwards: " + after
		}
	}
	// What one check finds left behind is not the next one's failure as well.
	for _, socket := range sockets() {
		_ = os.Remove(socket)
	}
	return detail
}

// guarded returns why f failed, or "".
func guarded(f func()) (detail string) {
	defer func() {
		switch reason := recover().(type) {
		case nil:
		case failure:
			detail = reason.text
		default:
			detail = fmt.Sprintf("panic: %v\n%s", reason, debug.Stack())
		}
	}()
	f()
	return ""
}
