package main

import (
	"fmt"
	"os"
	"strings"
	"sync/atomic"

	"github.com/mattermost/mattermost/server/public/model"
)

var loopChecks = []Check{
	{Name: "loop: press, dialog, comment, verified acknowledgement", Run: loopAcknowledge},
	{Name: "loop: a quick reason from the menu, then removed again", Run: loopQuickReason},
	{Name: "loop: the dialog of somebody else is refused", Run: loopForeignDialog},
	{Name: "loop: who is named in the body does not count, only who is logged in", Run: loopIdentity},
	{Name: "loop: who is not in the channel may not act", Run: loopNoMember},
	{Name: "loop: a button copied to another post does nothing", Run: loopForeignPost},
	{Name: "loop: not confirmed is said, to the person too", Run: loopNotConfirmed},
	{Name: "loop: deactivated in the middle of it, taken up afterwards", Run: loopResumed},
	{Name: "loop: killed in the middle of it, taken up afterwards", Run: loopKilled},
	{Name: "loop: the settings change in the middle of it", Run: loopReconfigured},
	{Name: "loop: two nodes make one post of one problem", Run: loopTwoNodes},
}

func loopAcknowledge(r *Run) {
	h := r.ActiveFresh()
	jane := h.API.AddUser("jane", "Jane", "Roe")
	post := r.alert(h, nil)
	dialog := h.pressForDialog(jane, post)
	contains("callback", dialog.Dialog.CallbackId, post)
	equal("address of the dialog", dialog.URL, "/plugins/"+h.ID+dialogsPath)
	equal("first element", dialog.Dialog.Elements[0].Name, "comment")

	answer := h.submit(jane, dialog, map[string]any{"comment": ""}).Want(200)
	contains("answer to no comment", answer.Body, "errors")
	answer = h.submit(jane, h.pressForDialog(jane, post), map[string]any{
		"comment": "replacing the disk", "sticky": true, "notify": false,
	}).Want(200)
	lacks("answer", answer.Body, "error")
	h.untilLook(post, "acknowledged")

	props := jsonOf(h.API.Post(post).GetProps())
	contains("post", props, "Jane Roe")
	contains("post", props, "replacing the disk")
	equal("type", h.API.Post(post).Type, "custom_oitc_alert")
	if h.API.Post(post).GetAction("removeacknowledgement") == nil {
		fail("no button to remove it: %s", props)
	}
	eventually(func() bool {
		for _, reply := range h.API.Posts() {
			if reply.RootId == post && strings.Contains(reply.Message, "Jane Roe") {
				return true
			}
		}
		return false
	})
}

func loopQuickReason(r *Run) {
	h := r.ActiveFresh()
	jane := h.API.AddUser("jane", "Jane", "Roe")
	post := r.alert(h, nil)
	option := h.API.Post(post).GetAction("quickreason").Options[0].Value
	h.press(jane, post, "quickreason", option).Want(200)
	h.untilLook(post, "acknowledged")
	contains("post", jsonOf(h.API.Post(post).GetProps()), option)
	h.press(jane, post, "removeacknowledgement", "").Want(200)
	h.untilLook(post, "problem")
}

func loopForeignDialog(r *Run) {
	h := r.ActiveFresh()
	jane, bob := h.API.AddUser("jane", "Jane", "Roe"), h.API.AddUser("bob", "Bob", "Smith")
	post := r.alert(h, nil)
	dialog := h.pressForDialog(jane, post)
	answer := h.submit(bob, dialog, map[string]any{"comment": "as jane"})
	if answer.Status == 200 && !strings.Contains(answer.Body, "error") {
		fail("taken: %s", answer.Body)
	}
	equal("look", h.look(post), "problem")
}

func loopIdentity(r *Run) {
	h := r.ActiveFresh()
	jane, bob := h.API.AddUser("jane", "Jane", "Roe"), h.API.AddUser("bob", "Bob", "Smith")
	post := r.alert(h, nil)
	dialog := h.pressForDialog(jane, post)
	answer := h.PostJSON(h.path(dialog.URL), model.SubmitDialogRequest{
		Type: "dialog_submission", UserId: jane.Id, State: dialog.Dialog.State,
		ChannelId: h.API.Channel("alerts").Id, Submission: map[string]any{"comment": "as jane"},
	}, userHeader, bob.Id)
	if answer.Status == 200 && !strings.Contains(answer.Body, "error") {
		fail("taken: %s", answer.Body)
	}
	equal("look", h.look(post), "problem")
	// A caller cannot set the header itself: the host removes it.
	h.PostJSON(h.path(dialog.URL), map[string]any{"type": "dialog_submission", "user_id": jane.Id,
		"channel_id": h.API.Channel("alerts").Id, "state": dialog.Dialog.State,
		"submission": map[string]any{"comment": "x"}}, "Mattermost-User-Id", jane.Id).Want(401)
	equal("look", h.look(post), "problem")
}

func loopNoMember(r *Run) {
	h := r.ActiveFresh()
	jane := h.API.AddUser("jane", "Jane", "Roe")
	post := r.alert(h, nil)
	dialog := h.pressForDialog(jane, post)
	h.API.Leave(jane.Id, h.API.Channel("alerts").Id)
	option := h.API.Post(post).GetAction("quickreason").Options[0].Value
	contains("answer to the press", h.press(jane, post, "quickreason", option).Body, "forbidden")
	contains("answer to the dialog", h.submit(jane, dialog, map[string]any{"comment": "still here"}).Body, "error")
	equal("look", h.look(post), "problem")
}

func loopForeignPost(r *Run) {
	h := r.ActiveFresh()
	jane := h.API.AddUser("jane", "Jane", "Roe")
	original := h.API.Post(r.alert(h, nil))
	copied := &model.Post{UserId: jane.Id, ChannelId: original.ChannelId, Message: "mine"}
	copied, err := h.API.Store(copied)
	if err != nil {
		fail("%v", err)
	}
	action := original.GetAction("quickreason")
	context := map[string]any{"selected_option": action.Options[0].Value}
	for key, value := range action.Integration.Context {
		context[key] = value
	}
	answer := h.PostJSON(actionsPath, model.PostActionIntegrationRequest{
		UserId: jane.Id, ChannelId: copied.ChannelId, PostId: copied.Id, TriggerId: h.API.Trigger(jane.Id), Context: context,
	}, userHeader, jane.Id)
	contains("answer", answer.Body, "error")
	equal("look", h.look(original.Id), "problem")
	equal("message", h.API.Post(copied.Id).Message, "mine")
}

func loopNotConfirmed(r *Run) {
	h := r.ActiveFresh()
	jane := h.API.AddUser("jane", "Jane", "Roe")
	post := r.alert(h, nil)
	r.monitoring("faults", map[string]any{"dropCommands": true})
	h.submit(jane, h.pressForDialog(jane, post), map[string]any{"comment": "on it"}).Want(200)
	h.untilLook(post, "not_confirmed")
	eventually(func() bool { return len(h.API.Calls("SendEphemeralPost")) > 0 })
	told := h.API.Calls("SendEphemeralPost")[0]
	equal("who was told", told.Args[0], any(jane.Id))
	contains("what was said", told.Args[1].(*model.Post).Message, "Not confirmed")
}

// acknowledging leaves an acknowledgement under way that openITCOCKPIT does not carry out.
func acknowledging(r *Run, h *Host) string {
	jane := h.API.AddUser("jane", "Jane", "Roe")
	post := r.alert(h, nil)
	r.monitoring("worker", map[string]any{"runs": false})
	must(h.SaveSettings(r.with(map[string]any{"ReadBackDeadline": 60})))
	h.submit(jane, h.pressForDialog(jane, post), map[string]any{"comment": "on it"}).Want(200)
	h.untilLook(post, "acknowledging")
	h.API.SetSettings(r.with(nil))
	return post
}

func loopResumed(r *Run) {
	h := r.ActiveFresh()
	post := acknowledging(r, h)
	pid := h.Pid()
	h.Env.Deactivate(h.ID)
	gone(pid)
	equal("look", h.look(post), "acknowledging")
	r.monitoring("worker", map[string]any{"runs": true})
	must(h.Activate())
	h.untilLook(post, "acknowledged")
}

func loopKilled(r *Run) {
	h := r.ActiveFresh()
	post := acknowledging(r, h)
	killed := h.Pid()
	kill9(killed)
	gone(killed)
	for _, socket := range sockets() {
		_ = os.Remove(socket)
	}
	r.monitoring("worker", map[string]any{"runs": true})
	must(h.Env.RestartPlugin(h.ID))
	h.untilLook(post, "acknowledged")
}

func loopReconfigured(r *Run) {
	h := r.ActiveFresh()
	jane := h.API.AddUser("jane", "Jane", "Roe")
	post := r.alert(h, nil)
	dialog := h.pressForDialog(jane, post)
	must(h.SaveSettings(r.with(map[string]any{"Language": "de"})))
	h.submit(jane, dialog, map[string]any{"comment": "on it"}).Want(200)
	for range 5 {
		must(h.SaveSettings(r.with(nil)))
	}
	h.untilLook(post, "acknowledged")
	other := r.alert(h, map[string]any{"problemid": "problem-2"})
	h.pressForDialog(jane, other)
}

func loopTwoNodes(r *Run) {
	first := r.ActiveFresh()
	second := r.Host()
	second.API = first.API
	must(second.Activate())
	var created atomic.Int32
	for round := range 10 {
		must(parallel(8, func(i int) error {
			h := []*Host{first, second}[i%2]
			answer := h.PostJSON(notificationsPath, r.problem(map[string]any{"problemid": fmt.Sprintf("p%d", round)}), r.bearer()...)
			if answer.Status == 201 {
				created.Add(1)
			} else if answer.Status != 200 {
				return fmt.Errorf("%d %s", answer.Status, answer.Body)
			}
			return nil
		}))
	}
	equal("posts created", created.Load(), 10)
	equal("posts", len(first.API.Posts()), 10)
}
