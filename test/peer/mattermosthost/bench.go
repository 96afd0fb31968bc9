package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/plugin"
)

// BenchSettings say what is measured; the plugins take turns in every round.
type BenchSettings struct {
	Plugins []struct {
		Name      string         `json:"name"`
		PluginDir string         `json:"pluginDir"`
		Stored    map[string]any `json:"stored"`
	} `json:"plugins"`
	Rounds int `json:"rounds"`
	// Requests of one kind in one round.
	Requests int `json:"requests"`
	// Starts of each plugin.
	Starts int `json:"starts"`
	// Total number of requests after which memory is measured again.
	Total int `json:"total"`
}

// Measured of one plugin; times in milliseconds, memory in MB.
type Measured struct {
	Name       string               `json:"name"`
	Activation []float64            `json:"activation"`
	Idle       Memory               `json:"idle"`
	Used       Memory               `json:"used"`
	Requests   int                  `json:"requests"`
	Times      map[string][]float64 `json:"times"`
	// CPU of the plugin's process for one call, one number a round.
	CPU map[string][]float64 `json:"cpu"`
}

// subject is a plugin under measurement.
type subject struct {
	Measured
	host *Host
}

const (
	// settle is how long a plugin is left alone before its idle memory is measured.
	settle = 8 * time.Second
	wide   = 64
)

type kind struct {
	name  string
	width int
	one   func(*subject)
}

var kinds = []kind{
	{"GET sequential", 1, func(s *subject) { s.request(http.MethodGet, healthPath, "") }},
	{"POST sequential", 1, func(s *subject) { s.request(http.MethodPost, dialogsPath, benchBody) }},
	{"GET 64 at once", wide, func(s *subject) { s.request(http.MethodGet, healthPath, "") }},
	{"POST 64 at once", wide, func(s *subject) { s.request(http.MethodPost, dialogsPath, benchBody) }},
	{"MessageWillBePosted", 1, (*subject).post},
}

// benchBody: a dialog that somebody closed is what our plugin has least to do with.
var benchBody = jsonOf(map[string]any{
	"type": "dialog_submission", "user_id": strings.Repeat("u", 26), "channel_id": strings.Repeat("c", 26),
	"cancelled": true, "state": strings.Repeat("s", 120), "callback_id": "bench", "submission": map[string]any{},
})

func (s *subject) request(method, path, body string) {
	request := httptest.NewRequest(method, path, strings.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Mattermost-User-Id", strings.Repeat("u", 26))
	recorder := httptest.NewRecorder()
	s.host.Hooks().ServeHTTP(&plugin.Context{RequestId: "request-1"}, recorder, request)
	if recorder.Code != 200 {
		fail("%s: %s %s answered %d: %s", s.Name, method, path, recorder.Code, recorder.Body)
	}
}

// post is an ordinary one with an attachment; no plugin has anything to do with it.
func (s *subject) post() {
	post := &model.Post{UserId: strings.Repeat("u", 26), ChannelId: strings.Repeat("c", 26), Message: "Hello, world"}
	post.SetProps(map[string]any{"attachments": []any{map[string]any{
		"title": "A title", "text": strings.Repeat("text ", 20), "fields": []any{map[string]any{"title": "t", "value": "v"}},
	}}})
	if _, reason := s.host.Hooks().MessageWillBePosted(&plugin.Context{}, post); reason != "" {
		fail("%s: rejected: %s", s.Name, reason)
	}
}

func bench(file string) {
	settings := BenchSettings{}
	readJSON(file, &settings)
	if detail := guarded(func() { report(measureAll(settings)) }); detail != "" {
		fmt.Fprintln(os.Stderr, detail)
		os.Exit(1)
	}
}

func report(subjects []*subject) {
	measured := []Measured{}
	for _, s := range subjects {
		measured = append(measured, s.Measured)
		s.host.Close()
	}
	must(json.NewEncoder(os.Stdout).Encode(measured))
}

func measureAll(settings BenchSettings) []*subject {
	subjects := []*subject{}
	for _, each := range settings.Plugins {
		host, err := NewHost(each.PluginDir)
		must(err)
		host.API.SetSettings(each.Stored)
		measured := Measured{
			Name:  each.Name,
			Times: map[string][]float64{},
			CPU:   map[string][]float64{},
		}
		subjects = append(subjects, &subject{measured, host})
	}
	activations(subjects, settings.Starts)
	time.Sleep(settle)
	for _, s := range subjects {
		s.Idle = memory(s.host.Pid())
	}
	for _, s := range subjects {
		for _, kind := range kinds {
			s.run(kind, 200)
		}
	}
	for round := range settings.Rounds {
		for _, kind := range kinds {
			// Who comes first alternates: the machine changes its pace.
			order := slices.Clone(subjects)
			if round%2 == 1 {
				slices.Reverse(order)
			}
			for _, s := range order {
				before := cpu(s.host.Pid())
				times := s.run(kind, settings.Requests)
				used := (cpu(s.host.Pid()) - before) / float64(settings.Requests)
				s.CPU[kind.name] = append(s.CPU[kind.name], used)
				s.Times[kind.name] = append(s.Times[kind.name], times...)
			}
		}
	}
	for _, s := range subjects {
		for s.Requests < settings.Total {
			s.run(kinds[s.Requests/1000%4], 1000)
		}
		s.Used = memory(s.host.Pid())
	}
	return subjects
}

// activations starts the plugins in turns; the last start stays.
func activations(subjects []*subject, starts int) {
	for i := range starts {
		for _, s := range subjects {
			started := time.Now()
			must(s.host.Activate())
			s.Activation = append(s.Activation, milliseconds(time.Since(started)))
			if i < starts-1 {
				s.host.Env.Deactivate(s.host.ID)
			}
		}
	}
}

// run makes n calls and returns the time of each.
func (s *subject) run(kind kind, n int) []float64 {
	times := make([]float64, n)
	must(parallel(kind.width, func(worker int) error {
		for i := worker; i < n; i += kind.width {
			from := time.Now()
			kind.one(s)
			times[i] = milliseconds(time.Since(from))
		}
		return nil
	}))
	s.Requests += n
	return times
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
