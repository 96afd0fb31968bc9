// Command benchplugin is the least a Mattermost plugin in Go can be: what ours is measured against, and what proves the
// checks of the peer suite. It does what the measured addresses of ours do: read the body, answer about 300 bytes of JSON.
package main

import (
	"encoding/json"
	"io"
	"net/http"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/plugin"
)

// Plugin has the hooks that the bench calls.
type Plugin struct {
	plugin.MattermostPlugin
}

type answer struct {
	Status  string   `json:"status"`
	Version string   `json:"version"`
	Bytes   int      `json:"bytes"`
	Reasons []string `json:"reasons"`
}

func (p *Plugin) ServeHTTP(_ *plugin.Context, w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/api/v1/health" && r.URL.Path != "/api/v1/notifications" {
		http.NotFound(w, r)
		return
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(answer{"up", "1.0.0", len(body), []string{
		"The first of some sentences that make this answer as long as those of the other plugin.",
		"The second of some sentences that make this answer as long as those of the other plugin.",
	}})
}

func (p *Plugin) MessageWillBePosted(_ *plugin.Context, _ *model.Post) (*model.Post, string) {
	return nil, ""
}

func main() {
	plugin.ClientMain(&Plugin{})
}
