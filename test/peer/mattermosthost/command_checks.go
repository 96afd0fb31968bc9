package main

import (
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/plugin"
)

var commandChecks = []Check{
	{Name: "command: help, also without a word and for an unknown one", Run: commandHelp},
	{Name: "command: version", Run: commandVersion},
	{Name: "command: status, good and bad", Run: commandStatus},
	{Name: "command: whatever somebody types", Run: commandOdd},
}

// command types a slash command as a new user and returns what the bot answers, to nobody else.
func command(h *Host, line string) string {
	user := h.API.AddUser("typist-"+model.NewId(), "Ty", "Pist")
	response, err := h.Hooks().ExecuteCommand(&plugin.Context{}, &model.CommandArgs{
		UserId:    user.Id,
		ChannelId: h.API.Channel("alerts").Id,
		Command:   line,
		TriggerId: h.API.Trigger(user.Id),
		SiteURL:   "http://mattermost.example",
	})
	if err != nil {
		fail("%s: %v", line, err)
	}
	if response == nil {
		fail("%s: no response", line)
	}
	equal(line, response.ResponseType, model.CommandResponseTypeEphemeral)
	// Mattermost would show it as said by "System".
	equal(line, response.Text, "")
	for _, told := range h.API.Calls("SendEphemeralPost") {
		if post := told.Args[1].(*model.Post); told.Args[0] == user.Id {
			equal("who answers", post.UserId, h.API.Bots()[0].Id)
			return post.Message
		}
	}
	fail("%s: no answer", line)
	return ""
}

func commandHelp(r *Run) {
	h := r.Active()
	for _, line := range []string{"/openitcockpit help", "/openitcockpit", "/openitcockpit  HELP ", "/openitcockpit what"} {
		for _, word := range []string{"doctor", "status", "version", "audit"} {
			contains(line, command(h, line), word)
		}
	}
	contains("unknown word", command(h, "/openitcockpit what"), "what")
}

func commandVersion(r *Run) {
	h := r.Active()
	manifest, err := h.Env.GetManifest(h.ID)
	must(err)
	contains("version", command(h, "/openitcockpit version"), manifest.Version)
}

func commandStatus(r *Run) {
	h := r.Active()
	eventually(func() bool { return strings.Contains(command(h, "/openitcockpit status"), "up") })
	must(h.SaveSettings(r.with(map[string]any{"OpenitcockpitApiKey": ""})))
	eventually(func() bool { return strings.Contains(command(h, "/openitcockpit status"), "API key") })
}

func commandOdd(r *Run) {
	h := r.Active()
	for _, line := range []string{
		"", "/", "/openitcockpit \x00\xff\xfe", "/openitcockpit @channel [x](http://evil.example)",
		"/openitcockpit " + strings.Repeat("very ", 3000) + "long", "/openitcockpit __proto__", "/openitcockpit constructor",
	} {
		text := command(h, line)
		lacks(line, text, "@channel")
		lacks(line, text, "](http")
		if len(text) > 4000 {
			fail("%d bytes of answer to %.40q", len(text), line)
		}
	}
}
