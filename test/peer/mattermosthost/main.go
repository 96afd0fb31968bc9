// Command mattermosthost loads a plugin with Mattermost's own plugin SDK, as the server does, and checks what it does.
//
//	mattermosthost list                    names of the checks, a JSON list
//	mattermosthost version                 the Mattermost whose SDK this is, e.g. 10.5.0
//	mattermosthost check SETTINGS [any]    runs them, a JSON line each; `any`: those that hold for every plugin
//	mattermosthost hold PLUGINDIR          activates the plugin, prints its pid, waits to be killed
//	mattermosthost bench SETTINGS          measures several plugins side by side
//
// TMPDIR must be a folder of its own: what plugins leave there is looked at.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"slices"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
)

func checks() []Check {
	return slices.Concat(lifecycleChecks, httpChecks, streamChecks, loopChecks, commandChecks, postChecks, errorChecks,
		wireChecks, refusalChecks, shutdownChecks)
}

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: mattermosthost list | version | check SETTINGS [any] | hold PLUGINDIR | bench SETTINGS")
		os.Exit(64)
	}
	switch os.Args[1] {
	case "list":
		list()
	case "version":
		fmt.Println(model.CurrentVersion)
	case "check":
		check()
	case "hold":
		hold(os.Args[2])
	case "bench":
		bench(os.Args[2])
	}
}

type listed struct {
	Name string `json:"name"`
	Any  bool   `json:"any"`
}

func list() {
	names := []listed{}
	for _, check := range checks() {
		names = append(names, listed{check.Name, check.Any})
	}
	_ = json.NewEncoder(os.Stdout).Encode(names)
}

func check() {
	settings := Settings{}
	readJSON(os.Args[2], &settings)
	only := os.Getenv("PEER_ONLY")
	output := json.NewEncoder(os.Stdout)
	settings.Foreign = len(os.Args) > 3
	for _, check := range checks() {
		if (!settings.Foreign || check.Any) && (only == "" || only == check.Name) {
			_ = output.Encode(execute(check, settings))
		}
	}
}

// hold is the host whose death a plugin must not survive.
func hold(pluginDir string) {
	host, err := NewHost(pluginDir)
	if err == nil {
		err = host.Activate()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(host.Pid())
	time.Sleep(time.Hour)
}

func readJSON(file string, into any) {
	text, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(text, into)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(64)
	}
}

func stacks() string {
	buffer := make([]byte, 1<<20)
	return string(buffer[:runtime.Stack(buffer, true)])
}
