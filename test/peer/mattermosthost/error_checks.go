package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
)

var errorChecks = []Check{
	{Name: "API errors: a post cannot be made", Run: errorCreatePost},
	{Name: "API errors: a post cannot be changed", Run: errorUpdatePost},
	{Name: "API errors: there is no such channel", Run: errorChannel},
	{Name: "API errors: the dialog comes too late", Run: errorTrigger},
	{Name: "API errors: who presses cannot be looked up", Run: errorUser},
	{Name: "API errors: the key-value store is away", Run: errorStore},
	{Name: "API errors: slow calls hold up nobody else", Run: errorSlow},
	{Name: "API errors: an answer that the host cannot send ends the plugin, to be started anew", Run: errorUnsendable},
}

func appError(status int) *model.AppError {
	return model.NewAppError("Somewhere", fmt.Sprintf("app.reason_%d.app_error", status), nil, "a detail", status)
}

func errorCreatePost(r *Run) {
	h := r.Active()
	for status, want := range map[int][2]string{
		403: {"mattermost_forbidden", "reason_403"},
		404: {"mattermost_channel_unknown", "There is no channel"},
		400: {"mattermost_bad_answer", "reason_400"},
		500: {"mattermost_bad_answer", "reason_500"},
	} {
		h.API.Fail("CreatePost", appError(status))
		got, sentence := h.PostJSON(notificationsPath, r.problem(nil), r.bearer()...).Error()
		equal("code", got, want[0])
		contains("sentence", sentence, want[1])
	}
	h.API.Heal()
	h.PostJSON(notificationsPath, r.problem(nil), r.bearer()...).Want(201)
	equal("posts", len(h.API.Posts()), 1)
}

func errorUpdatePost(r *Run) {
	h := r.Active()
	post := r.alert(h, nil)
	h.API.Fail("UpdatePost", appError(403))
	answer := h.PostJSON(notificationsPath, r.problem(map[string]any{"output": "worse"}), r.bearer()...)
	if answer.Status < 400 {
		contains("the log", h.Log(), "reason_403")
	}
	h.API.Heal()
	h.PostJSON(notificationsPath, r.problem(map[string]any{"output": "worst"}), r.bearer()...).Want(200)
	eventually(func() bool { return strings.Contains(h.API.Post(post).Message, "worst") })
}

func errorChannel(r *Run) {
	h := r.Active()
	h.API.AddChannel("second")
	unknown := []string{"ops/nowhere", "nowhere", "a/b/c", model.NewId()}
	for number, channel := range append(unknown, "ops/second") {
		fields := map[string]any{"channel": channel, "problemid": fmt.Sprintf("channel-%d", number)}
		h.PostJSON(notificationsPath, r.problem(fields), r.bearer()...).Want(201)
	}
	// No alert is lost: those go to the default channel, and the log says why.
	count := map[string]int{}
	for _, post := range h.API.Posts() {
		count[post.ChannelId]++
	}
	equal("default channel", count[h.API.Channel("alerts").Id], len(unknown))
	equal("second channel", count[h.API.Channel("second").Id], 1)
	contains("the log", h.Log(), "Alerts cannot be posted in the channel ops/nowhere")
}

func errorTrigger(r *Run) {
	h := r.Active()
	jane := h.API.AddUser("jane", "Jane", "Roe")
	post := r.alert(h, nil)
	h.API.Fail("OpenInteractiveDialog",
		model.NewAppError("DecodeAndVerifyTriggerId", "interactive_message.decode_trigger_id.expired", nil, "", 400))
	answer := h.press(jane, post, "acknowledge", "").Want(200)
	contains("answer", answer.Body, "mattermost_trigger_expired")
	h.API.Heal()
	h.pressForDialog(jane, post)
}

func errorUser(r *Run) {
	h := r.Active()
	jane := h.API.AddUser("jane", "Jane", "Roe")
	post := r.alert(h, nil)
	h.API.Fail("GetUser", appError(500))
	answer := h.press(jane, post, "quickreason", h.API.Post(post).GetAction("quickreason").Options[0].Value)
	contains("answer", answer.Body, "error")
	equal("look", h.look(post), "problem")
}

func errorStore(r *Run) {
	h := r.Active()
	for _, method := range []string{"KVGet", "KVSetWithOptions"} {
		h.API.Fail(method, appError(500))
	}
	answer := h.PostJSON(notificationsPath, r.problem(nil), r.bearer()...)
	if answer.Status < 500 {
		fail("got %d: %s", answer.Status, answer.Body)
	}
	code, _ := answer.Error()
	contains("code", code, "mattermost_")
	h.API.Heal()
	h.PostJSON(notificationsPath, r.problem(map[string]any{"problemid": "problem-2"}), r.bearer()...).Want(201)
}

func errorSlow(r *Run) {
	h := r.Active()
	h.API.Delay("CreatePost", 2*time.Second)
	done := make(chan error, 1)
	go func() {
		done <- parallel(50, func(i int) error {
			answer := h.PostJSON(notificationsPath, r.problem(map[string]any{"serviceuuid": serviceUUID(i)}), r.bearer()...)
			if answer.Status != 201 {
				return errors.New(answer.Body)
			}
			return nil
		})
	}()
	eventually(func() bool { return len(h.API.Calls("CreatePost")) > 0 })
	h.Get(healthPath).Want(200)
	select {
	case err := <-done:
		fail("health waited for slow posts (%v)", err)
	default:
	}
	must(<-done)
	equal("posts", len(h.API.Posts()), 50)
}

func errorUnsendable(r *Run) {
	h := r.Active()
	pid := h.Pid()
	h.API.BeforePost = func(post *model.Post) (*model.Post, string) {
		post.AddProp("x", unknown{"y"})
		return post, ""
	}
	h.PostJSON(notificationsPath, r.problem(nil), r.bearer()...)
	gone(pid)
	h.API.BeforePost = h.beforePost
	if err := h.Env.PerformHealthCheck(h.ID); err == nil || !strings.Contains(err.Error(), "not responding") {
		fail("the health check says %v", err)
	}
	must(h.Env.RestartPlugin(h.ID))
	h.PostJSON(notificationsPath, r.problem(map[string]any{"problemid": "problem-2"}), r.bearer()...).Want(201)
}
