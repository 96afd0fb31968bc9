package main

import (
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/mattermost/mattermost/server/public/model"
)

// What an administrator reads when the plugin does not fit the server: docs/troubleshooting.md quotes it.
var refusalChecks = []Check{
	{Name: "refused: a server older than the plugin needs says which one it needs", Run: olderServer},
	{Name: "refused: the file for another processor", Run: otherProcessor},
}

func olderServer(r *Run) {
	h := r.Host()
	was := model.CurrentVersion
	defer func() { model.CurrentVersion = was }()
	model.CurrentVersion = "11.0.9"
	refuses(h, "plugin requires Mattermost 11.1.0")
}

func otherProcessor(r *Run) {
	h, err := NewHost(r.forOtherProcessor())
	must(err)
	r.Cleanup(h.Close)
	refuses(h, "backend executable not found for environment")
}

func refuses(h *Host, why string) {
	err := h.Activate()
	if err == nil {
		fail("the plugin was started")
	}
	contains("why", err.Error(), why)
	equal("state", h.Env.GetPluginState(h.ID), model.PluginStateFailedToStart)
	equal("processes", h.Pid(), 0)
}

// A folder with the plugin as it is built for a processor that this machine has not.
func (r *Run) forOtherProcessor() string {
	manifest, err := findManifest(r.PluginDir)
	must(err)
	folder, err := os.MkdirTemp("", "other-processor-")
	must(err)
	r.Cleanup(func() { os.RemoveAll(folder) })
	from, to := filepath.Join(r.PluginDir, manifest.Id), filepath.Join(folder, manifest.Id)
	must(os.CopyFS(to, os.DirFS(from)))
	manifest.Server = &model.ManifestServer{Executables: map[string]string{"plan9-mips": "server/dist/plugin"}}
	text, err := json.Marshal(manifest)
	must(err)
	must(os.WriteFile(filepath.Join(to, "plugin.json"), text, 0o600))
	return folder
}
