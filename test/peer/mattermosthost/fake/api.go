// Package fake is a Mattermost server as a plugin sees it: users, channels, posts, bots, a key-value store, dialogs,
// websocket events, commands, settings and logs, all in memory, every call recorded.
package fake

import (
	"sync"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/plugin"
)

// Call is one call of the plugin API.
type Call struct {
	Method string
	Args   []any
}

// API implements the part of plugin.API that the plugin uses. The embedded interface is nil on purpose: a call of a
// method missing here ends the host, and the trace names the method.
type API struct {
	plugin.API

	mu       sync.Mutex
	manifest *model.Manifest
	bundle   string
	siteURL  string
	settings map[string]any
	config   any
	ahead    time.Duration

	users    map[string]*model.User
	teams    map[string]*model.Team
	channels map[string]*model.Channel
	members  map[string]map[string]bool
	denied   map[string]bool
	posts    map[string]*model.Post
	order    []string
	kv       map[string]entry
	triggers map[string]string

	calls    []Call
	failures map[string]error
	delays   map[string]time.Duration
	// BeforePost is what the server does between CreatePost and the store: run the hooks of all plugins.
	BeforePost func(*model.Post) (*model.Post, string)
	// AfterPost runs once the post is stored.
	AfterPost func(*model.Post)
}

// New returns an empty server with one team, `ops`, and its channel `alerts`.
func New(siteURL string) *API {
	api := &API{
		siteURL:  siteURL,
		settings: map[string]any{},
		users:    map[string]*model.User{},
		teams:    map[string]*model.Team{},
		channels: map[string]*model.Channel{},
		members:  map[string]map[string]bool{},
		denied:   map[string]bool{},
		posts:    map[string]*model.Post{},
		kv:       map[string]entry{},
		triggers: map[string]string{},
		failures: map[string]error{},
		delays:   map[string]time.Duration{},
	}
	team := &model.Team{Id: model.NewId(), Name: "ops", DisplayName: "Ops", Type: model.TeamOpen}
	api.teams[team.Id] = team
	api.AddChannel("alerts")
	return api
}

// UseManifest tells whose settings have which defaults, and in which folder the plugin is.
func (api *API) UseManifest(manifest *model.Manifest, bundle string) {
	api.mu.Lock()
	defer api.mu.Unlock()
	api.manifest, api.bundle = manifest, bundle
}

// Fail lets a method fail until Heal: with an *model.AppError where it returns one, else with any error.
func (api *API) Fail(method string, err error) {
	api.mu.Lock()
	defer api.mu.Unlock()
	api.failures[method] = err
}

// Heal undoes Fail and Delay.
func (api *API) Heal() {
	api.mu.Lock()
	defer api.mu.Unlock()
	api.failures = map[string]error{}
	api.delays = map[string]time.Duration{}
}

// Delay lets a method take its time.
func (api *API) Delay(method string, wait time.Duration) {
	api.mu.Lock()
	defer api.mu.Unlock()
	api.delays[method] = wait
}

// Calls returns the recorded calls of a method, or of all with "".
func (api *API) Calls(method string) []Call {
	api.mu.Lock()
	defer api.mu.Unlock()
	found := []Call{}
	for _, call := range api.calls {
		if method == "" || call.Method == method {
			found = append(found, call)
		}
	}
	return found
}

// enter records a call and returns the failure set for its method. It holds no lock afterwards.
func (api *API) enter(method string, args ...any) error {
	api.mu.Lock()
	api.calls = append(api.calls, Call{Method: method, Args: args})
	wait, err := api.delays[method], api.failures[method]
	api.mu.Unlock()
	time.Sleep(wait)
	return err
}

// appError is enter for methods whose error is an *model.AppError.
func (api *API) appError(method string, args ...any) *model.AppError {
	switch err := api.enter(method, args...).(type) {
	case nil:
		return nil
	case *model.AppError:
		return err
	default:
		return model.NewAppError(method, "fake", nil, err.Error(), 500)
	}
}

func notFound(where string) *model.AppError {
	return model.NewAppError(where, "app.not_found.app_error", nil, "", 404)
}

func (api *API) now() time.Time { return time.Now().Add(api.ahead) }

// Advance moves the clock of the key-value store's expiry.
func (api *API) Advance(by time.Duration) {
	api.mu.Lock()
	defer api.mu.Unlock()
	api.ahead += by
}
