package main

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/plugin"
	"github.com/mattermost/mattermost/server/public/shared/mlog"

	"mattermosthost/fake"
)

// userHeader is how tests say who is logged in; the host turns it into what Mattermost's own header says.
const userHeader = "X-Test-User"

// Host is a Mattermost server as far as one plugin can tell: the SDK's environment around a fake of the plugin API.
type Host struct {
	API *fake.API
	Env *plugin.Environment
	ID  string
	// URL is where the plugin's addresses are served, without a trailing slash.
	URL string
	// Webapp is the folder web clients would be served from.
	Webapp string

	log    *mlog.Buffer
	logger *mlog.Logger
	server *httptest.Server
	known  map[int]bool
	pid    int
}

// NewHost prepares a host for the plugin in pluginDir/<id>; nothing is started yet.
func NewHost(pluginDir string) (*Host, error) {
	manifest, err := findManifest(pluginDir)
	if err != nil {
		return nil, err
	}
	// The module is a little older than the server release that the manifest asks for; on the wire they are the same.
	if fits, err := manifest.MeetMinServerVersion(model.CurrentVersion); err == nil && !fits {
		model.CurrentVersion = manifest.MinServerVersion
	}
	h := &Host{ID: manifest.Id, log: &mlog.Buffer{}}
	h.server = httptest.NewServer(http.HandlerFunc(h.serve))
	h.URL = h.server.URL + "/plugins/" + manifest.Id
	h.API = fake.New(h.server.URL)
	h.API.UseManifest(manifest, filepath.Join(pluginDir, manifest.Id))
	h.API.BeforePost, h.API.AfterPost = h.beforePost, h.afterPost
	if h.Webapp, err = os.MkdirTemp("", "webapp-"); err != nil {
		return nil, err
	}
	if h.logger, err = mlog.NewLogger(); err != nil {
		return nil, err
	}
	if err = mlog.AddWriterTarget(h.logger, h.log, true, mlog.StdAll...); err != nil {
		return nil, err
	}
	newAPI := func(*model.Manifest) plugin.API { return h.API }
	h.Env, err = plugin.NewEnvironment(newAPI, nil, pluginDir, h.Webapp, h.logger, nil)
	return h, err
}

func findManifest(pluginDir string) (*model.Manifest, error) {
	entries, err := os.ReadDir(pluginDir)
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		if manifest, _, err := model.FindManifest(filepath.Join(pluginDir, entry.Name())); err == nil {
			return manifest, nil
		}
	}
	return nil, fmt.Errorf("no plugin.json in a folder of %s", pluginDir)
}

// The SDK gives a plugin three seconds to start, which a busy machine may not have for it.
const (
	attempts    = 10
	startedLate = "timeout while waiting for plugin to start"
)

// Activate starts the plugin as the server does when an administrator enables it, again if the machine is too busy.
func (h *Host) Activate() error {
	h.known = children(os.Getpid())
	_, activated, err := h.Env.Activate(h.ID)
	for more := attempts; more > 1 && err != nil && strings.Contains(err.Error(), startedLate); more-- {
		_, activated, err = h.Env.Activate(h.ID)
	}
	for pid := range children(os.Getpid()) {
		if !h.known[pid] {
			h.pid = pid
		}
	}
	if err == nil && !activated {
		return errors.New("not activated")
	}
	return err
}

// Pid of the plugin's process, 0 before Activate.
func (h *Host) Pid() int { return h.pid }

// Hooks of the active plugin.
func (h *Host) Hooks() plugin.Hooks {
	hooks, err := h.Env.HooksForPlugin(h.ID)
	if err != nil {
		fail("the plugin is not active: %v", err)
	}
	return hooks
}

// Implements tells whether the plugin named a hook in Implemented.
func (h *Host) Implements(hook int) bool {
	found := false
	runHook(h.Env, func(plugin.Hooks) bool {
		found = true
		return true
	}, hook)
	return found
}

// SaveSettings is what happens when an administrator presses Save in the System Console.
func (h *Host) SaveSettings(settings map[string]any) error {
	h.API.SetSettings(settings)
	return h.Hooks().OnConfigurationChange()
}

// Close ends the plugin and the host's own things. It may be called twice.
func (h *Host) Close() {
	h.Env.Shutdown()
	h.server.CloseClientConnections()
	h.server.Close()
	_ = h.logger.Shutdown()
	_ = os.RemoveAll(h.Webapp)
}

// Log is everything the plugin wrote into the server's log: through stderr, stdout and the API.
func (h *Host) Log() string {
	_ = h.logger.Flush()
	return h.log.String() + h.API.LogText()
}

// LogErrors are the lines of Log at level error.
func (h *Host) LogErrors() []string {
	found := []string{}
	for _, line := range strings.Split(h.Log(), "\n") {
		if strings.Contains(line, `"level":"error"`) {
			found = append(found, line)
		}
	}
	return found
}

// serve does what the server does with /plugins/<id>/…: the header that names the user is the server's alone, the
// plugin sees the path without its own prefix.
func (h *Host) serve(w http.ResponseWriter, r *http.Request) {
	r.Header.Del("Mattermost-User-Id")
	if user := r.Header.Get(userHeader); user != "" {
		r.Header.Set("Mattermost-User-Id", user)
		r.Header.Del(userHeader)
	}
	r.URL.Path = strings.TrimPrefix(r.URL.Path, "/plugins/"+h.ID)
	hooks, err := h.Env.HooksForPlugin(h.ID)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("X-Request-Id", "request-1")
	hooks.ServeHTTP(&plugin.Context{RequestId: "request-1"}, w, r)
}

func (h *Host) beforePost(post *model.Post) (*model.Post, string) {
	var changed *model.Post
	reason := ""
	runHook(h.Env, func(hooks plugin.Hooks) bool {
		// A request of somebody who has no session: an incoming webhook.
		changed, reason = hooks.MessageWillBePosted(&plugin.Context{IPAddress: "127.0.0.1"}, post.ForPlugin())
		return true
	}, plugin.MessageWillBePostedID)
	return changed, reason
}

// afterPost runs the hook beside, as the server does.
func (h *Host) afterPost(post *model.Post) {
	go runHook(h.Env, func(hooks plugin.Hooks) bool {
		hooks.MessageHasBeenPosted(&plugin.Context{}, post.ForPlugin())
		return true
	}, plugin.MessageHasBeenPostedID)
}
