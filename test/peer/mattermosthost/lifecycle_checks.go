package main

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/plugin"
)

var lifecycleChecks = []Check{
	{Name: "lifecycle: is activated, answers, is deactivated; nothing is left", Any: true, Run: onceRound},
	{Name: "lifecycle: is activated again and again", Any: true, Run: manyRounds},
	{Name: "lifecycle: Implemented names the hooks it has", Run: implemented},
	{Name: "lifecycle: makes its bot and its command when activated", Run: botAndCommand},
	{Name: "lifecycle: the webapp is unpacked for clients", Run: webapp},
	{Name: "lifecycle: no bot, not activated, and why (error without a type)", Run: noBot(errors.New("no bots here"))},
	{Name: "lifecycle: no bot, not activated, and why (AppError)", Run: noBot(
		model.NewAppError("EnsureBotUser", "no bots here", nil, "", 403))},
	{Name: "lifecycle: no bot, not activated, and why (error with a code)", Run: noBot(sql.ErrNoRows)},
	{Name: "lifecycle: no command, and it is said", Run: noCommand},
	{Name: "settings: none at all: is activated and says what is missing", Run: settingsAbsent},
	{Name: "settings: not an object: is activated and says so", Run: settingsNoObject},
	{Name: "settings: cannot be loaded: says so", Run: settingsFail},
	{Name: "settings: a wrong value in the beginning is named in health, log and status", Run: settingsWrongAtStart},
	{Name: "settings: a change takes effect at once", Run: settingsChange},
	{Name: "settings: a wrong value keeps the previous configuration and is named", Run: settingsWrongLater},
	{Name: "settings: saved a hundred times under load", Run: settingsStorm},
}

func onceRound(r *Run) {
	h := r.Active()
	equal("state", h.Env.GetPluginState(h.ID), model.PluginStateRunning)
	h.Get(healthPath).Want(200)
	equal("alive", alive(h.Pid()), true)
	equal("deactivated", h.Env.Deactivate(h.ID), true)
	gone(h.Pid())
	r.noSockets()
	if errs := h.LogErrors(); len(errs) > 0 {
		fail("errors in the log: %s", strings.Join(errs, "\n"))
	}
}

func manyRounds(r *Run) {
	h := r.Host()
	for range 5 {
		must(h.Activate())
		pid := h.Pid()
		h.Get(healthPath).Want(200)
		h.Env.Deactivate(h.ID)
		gone(pid)
	}
	equal("bots", len(h.API.Bots()) <= 1, true)
	r.noSockets()
}

func implemented(r *Run) {
	h := r.Active()
	for name, id := range map[string]int{
		"OnActivate":            plugin.OnActivateID,
		"OnDeactivate":          plugin.OnDeactivateID,
		"OnConfigurationChange": plugin.OnConfigurationChangeID,
		"ServeHTTP":             plugin.ServeHTTPID,
		"ExecuteCommand":        plugin.ExecuteCommandID,
		"MessageWillBePosted":   plugin.MessageWillBePostedID,
		"MessageWillBeUpdated":  plugin.MessageWillBeUpdatedID,
		"MessageHasBeenPosted":  plugin.MessageHasBeenPostedID,
	} {
		// The host takes the first and the last two for given: it knows only names it has ids for.
		if id != plugin.OnActivateID {
			equal(name, h.Implements(id), true)
		}
	}
	equal("MessageHasBeenUpdated", h.Implements(plugin.MessageHasBeenUpdatedID), false)
	equal("UserHasLoggedIn", h.Implements(plugin.UserHasLoggedInID), false)
}

func botAndCommand(r *Run) {
	h := r.Active()
	bots := h.API.Bots()
	equal("bots", len(bots), 1)
	equal("bot", bots[0].Username, "openitcockpit")
	commands := h.API.Calls("RegisterCommand")
	equal("commands", len(commands), 1)
	command := commands[0].Args[0].(model.Command)
	equal("trigger", command.Trigger, "openitcockpit")
	equal("autocomplete", command.AutoComplete, true)
	must(command.AutocompleteData.IsValid())
	equal("arguments", len(command.AutocompleteData.Arguments), 1)
	// As the server asks while somebody types.
	list := command.AutocompleteData.Arguments[0].Data.(*model.AutocompleteDynamicListArg)
	jane := h.API.AddUser("jane", "Jane", "Roe")
	typed := "?user_input=openitcockpit%20&parsed=openitcockpit%20"
	offered := string(h.Get(list.FetchURL+typed, userHeader, jane.Id).Want(200).Body)
	for _, word := range []string{"help", "status", "version", "audit"} {
		contains("words of the command", offered, word)
	}
}

func webapp(r *Run) {
	h := r.Active()
	bundles, _ := filepath.Glob(filepath.Join(h.Webapp, h.ID, h.ID+"_*_bundle.js"))
	equal("bundles", len(bundles), 1)
	text, err := os.ReadFile(bundles[0])
	must(err)
	contains("the bundle", string(text), "registerPlugin")
}

func noBot(reason error) func(*Run) {
	return func(r *Run) {
		h := r.Host()
		h.API.Fail("EnsureBotUser", reason)
		err := h.Activate()
		if err == nil {
			fail("activated without a bot")
		}
		words := reason.Error()
		if known, ok := reason.(*model.AppError); ok {
			words = known.Id
		}
		contains("the error", err.Error(), words)
		equal("state", h.Env.GetPluginState(h.ID), model.PluginStateFailedToStart)
		gone(h.Pid())
		r.noSockets()

		h.API.Heal()
		must(h.Activate())
		h.Get(healthPath).Want(200)
	}
}

// noCommand: alerts matter more than a slash command, so both ways are right as long as somebody is told.
func noCommand(r *Run) {
	h := r.Host()
	h.API.Fail("RegisterCommand", errors.New("no commands here"))
	if err := h.Activate(); err != nil {
		contains("the error", err.Error(), "no commands here")
		return
	}
	contains("the log", h.Log(), "no commands here")
	h.Get(healthPath).Want(200)
}

func settingsAbsent(r *Run) {
	h := r.Host()
	h.API.SetSettings(map[string]any{})
	must(h.Activate())
	eventually(func() bool { return strings.Contains(jsonOf(h.Health()), "openITCOCKPIT URL") })
	code, _ := h.PostJSON(notificationsPath, r.problem(nil), r.bearer()...).Error()
	equal("code", code, "misconfigured")
	must(h.SaveSettings(r.with(nil)))
	h.PostJSON(notificationsPath, r.problem(nil), r.bearer()...).Want(201)
}

func settingsNoObject(r *Run) {
	for _, config := range []any{[]any{"a"}, "text", 7.5, true} {
		h := r.Host()
		h.API.SetConfiguration(config)
		must(h.Activate())
		health := h.Health()
		equal("status", health["status"], any("misconfigured"))
		contains("health", jsonOf(health), "settings")
		h.API.SetSettings(r.with(nil))
		must(h.Hooks().OnConfigurationChange())
		h.PostJSON(notificationsPath, r.problem(nil), r.bearer()...).Want(201)
		h.Env.Deactivate(h.ID)
	}
}

func settingsFail(r *Run) {
	h := r.Host()
	h.API.Fail("LoadPluginConfiguration", errors.New("the database is away"))
	if err := h.Activate(); err != nil {
		contains("the error", err.Error(), "LoadPluginConfiguration")
	} else {
		equal("status", h.Health()["status"], any("misconfigured"))
	}
}

func settingsWrongAtStart(r *Run) {
	h := r.Host()
	h.API.SetSettings(r.with(map[string]any{"ReadBackDeadline": 9999, "OpenitcockpitUrl": "ftp://nowhere"}))
	must(h.Activate())
	for what, text := range map[string]string{
		"health": jsonOf(h.Health()),
		"log":    h.Log(),
		"status": command(h, "/openitcockpit status"),
	} {
		contains(what, text, "Confirmation deadline")
		contains(what, text, "openITCOCKPIT URL")
	}
	must(h.SaveSettings(r.with(nil)))
	h.PostJSON(notificationsPath, r.problem(nil), r.bearer()...).Want(201)
}

func settingsChange(r *Run) {
	h := r.Active()
	pid := h.Pid()
	h.PostJSON(notificationsPath, r.problem(nil), r.bearer()...).Want(201)
	must(h.SaveSettings(r.with(map[string]any{"NotificationToken": "another-token-of-the-peer-suite"})))
	h.PostJSON(notificationsPath, r.problem(nil), r.bearer()...).Want(401)
	h.PostJSON(notificationsPath, r.problem(map[string]any{"problemid": "problem-2"}), "Authorization",
		"Bearer another-token-of-the-peer-suite").Want(201)
	must(h.SaveSettings(r.with(map[string]any{
		"NotificationToken":         "third-token-of-the-peer-suite",
		"PreviousNotificationToken": r.Stored["NotificationToken"],
		"Language":                  "de",
	})))
	h.PostJSON(notificationsPath, r.problem(map[string]any{"problemid": "problem-3"}), r.bearer()...).Want(201)
	equal("pid", h.Pid(), pid)
	equal("alive", alive(pid), true)
}

func settingsWrongLater(r *Run) {
	h := r.Active()
	err := h.SaveSettings(r.with(map[string]any{"NotificationToken": "another-token-of-the-peer-suite", "CommentMinLength": "many"}))
	// The server logs what the hook returns.
	contains("the error", fmt.Sprint(err), "Shortest comment")
	contains("health", jsonOf(h.Health()), "Shortest comment")
	contains("status", command(h, "/openitcockpit status"), "Shortest comment")
	h.PostJSON(notificationsPath, r.problem(nil), r.bearer()...).Want(201)

	must(h.SaveSettings(r.with(nil)))
	lacks("health", jsonOf(h.Health()), "Shortest comment")
}

func settingsStorm(r *Run) {
	h := r.Active()
	done := make(chan error, 1)
	go func() {
		for range 100 {
			if err := h.SaveSettings(r.with(nil)); err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	for saving := true; saving; {
		select {
		case err := <-done:
			must(err)
			saving = false
		default:
			h.Get(healthPath).Want(200)
		}
	}
	h.PostJSON(notificationsPath, r.problem(nil), r.bearer()...).Want(201)
}
