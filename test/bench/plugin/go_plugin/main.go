// Command benchplugin is the least a Mattermost plugin in Go can be: what ours is measured against, and what proves the
// checks of the peer suite. It does what the measured addresses of ours do: read the body, answer JSON.
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

type health struct {
	Status  string   `json:"status"`
	Version string   `json:"version"`
	Reasons []string `json:"reasons"`
}

// reasons make the answer as long as ours is without settings.
var reasons = []string{
	"openITCOCKPIT is not configured: set OPENITCOCKPIT_URL and OPENITCOCKPIT_API_KEY, or in Mattermost the two " +
		"settings System Console, Plugins, openITCOCKPIT, openITCOCKPIT URL and API key, which are both empty.",
}

func (p *Plugin) ServeHTTP(_ *plugin.Context, w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	switch r.URL.Path {
	case "/api/v1/health":
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(health{"up", "1.0.0", reasons})
	case "/api/v1/dialogs":
		dialog := model.SubmitDialogRequest{}
		if json.Unmarshal(body, &dialog) != nil {
			http.Error(w, "not a dialog", http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte("{}"))
	default:
		http.NotFound(w, r)
	}
}

func (p *Plugin) MessageWillBePosted(_ *plugin.Context, _ *model.Post) (*model.Post, string) {
	return nil, ""
}

func main() {
	plugin.ClientMain(&Plugin{})
}
