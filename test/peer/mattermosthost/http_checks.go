package main

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/plugin"
)

var httpChecks = []Check{
	{Name: "http: health is JSON", Any: true, Run: httpHealth},
	{Name: "http: headers that the host has set stay", Any: true, Run: httpHostHeaders},
	{Name: "http: an unknown path is 404, a wrong method 405", Run: httpUnknown},
	{Name: "http: a notification as JSON becomes a post", Run: httpNotification},
	{Name: "http: a notification as a form becomes a post", Run: httpForm},
	{Name: "http: no, another or a malformed token is refused", Run: httpTokens},
	{Name: "http: bodies that are not what they should be are refused", Run: httpBadBodies},
	{Name: "http: actions and dialogs of nobody are refused", Run: httpNobody},
	{Name: "http: odd addresses, headers and methods", Run: httpOdd},
	{Name: "http: 1000 requests at once", Any: true, Run: httpThousand},
	{Name: "http: 300 notifications at once make 300 posts", Run: httpStorm},
	{Name: "http: of 1500 new alerts at once each is posted once, some when they are sent again", Run: httpFlood},
	{Name: "http: Doctor is for administrators", Run: httpDoctor},
}

func httpHealth(r *Run) {
	h := r.Active()
	answer := h.Get(healthPath).Want(200)
	contains("type", answer.Header.Get("Content-Type"), "application/json")
	if len(answer.JSON()) == 0 {
		fail("empty: %s", answer.Body)
	}
}

func httpHostHeaders(r *Run) {
	h := r.Active()
	equal("X-Request-Id", h.Get(healthPath).Want(200).Header.Get("X-Request-Id"), "request-1")
}

func httpUnknown(r *Run) {
	h := r.Active()
	h.Get("/").Want(404)
	h.Get("/api/v1/nothing").Want(404)
	h.Get("/api/v1/health/").Want(404)
	h.Get(notificationsPath).Want(405)
	h.PostJSON(healthPath, map[string]any{}).Want(405)
}

func httpNotification(r *Run) {
	h := r.Active()
	answer := h.PostJSON(notificationsPath, r.problem(nil), r.bearer()...).Want(201)
	posts := h.API.Posts()
	equal("posts", len(posts), 1)
	post := posts[0]
	equal("post_id", answer.JSON()["post_id"], any(post.Id))
	equal("type", post.Type, "custom_oitc_alert")
	equal("channel", post.ChannelId, h.API.Channel("alerts").Id)
	equal("author", post.UserId, h.API.Bots()[0].Id)
	contains("message", post.Message, "CRITICAL")
	action := post.GetAction("acknowledge")
	if action == nil {
		fail("no button: %s", jsonOf(post.GetProps()))
	}
	equal("address of the button", action.Integration.URL, "/plugins/"+h.ID+actionsPath)
	h.PostJSON(notificationsPath, r.problem(map[string]any{"output": "still bad"}), r.bearer()...).Want(200)
	equal("posts", len(h.API.Posts()), 1)
	contains("message", h.API.Post(post.Id).Message, "still bad")
}

func httpForm(r *Run) {
	h := r.Active()
	form := url.Values{}
	for key, value := range r.problem(map[string]any{"output": "CRITICAL & 100 % ä=€ +"}) {
		form.Set(key, fmt.Sprint(value))
	}
	h.Post(notificationsPath, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()), r.bearer()...).Want(201)
	contains("message", h.API.Posts()[0].Message, "100 % ä=€ +")
}

func httpTokens(r *Run) {
	h := r.Active()
	token := r.Stored["NotificationToken"].(string)
	for _, headers := range [][]string{
		{}, {"Authorization", "Bearer wrong"}, {"Authorization", token}, {"Authorization", "Basic " + token},
		{"Authorization", "Bearer " + token + "x"}, {"Authorization", "Bearer"}, {"X-Token", token},
		{"Authorization", "Bearer x" + token[1:]}, {"Notification-Token", "wrong"}, {"Notification-Token", "Bearer " + token},
	} {
		answer := h.PostJSON(notificationsPath, r.problem(nil), headers...).Want(401)
		code, message := answer.Error()
		equal("code", code, "unauthorized")
		lacks("message", message, token)
	}
	h.PostJSON(notificationsPath+"?access_token="+token, r.problem(nil)).Want(401)
	equal("posts", len(h.API.Posts()), 0)
	h.PostJSON(notificationsPath, r.problem(nil), "Notification-Token", token).Want(201)
}

func httpBadBodies(r *Run) {
	h := r.Active()
	for _, one := range []struct {
		contentType, body string
		status            int
	}{
		{"application/json", "", 400},
		{"application/json", "{", 400},
		{"application/json", "[]", 400},
		{"application/json", "null", 400},
		{"application/json", `{"type":"Service"}`, 400},
		{"application/json", `{"__proto__":{"type":"Service"},"constructor":1}`, 400},
		{"application/json", strings.Repeat("[", 100_000), 400},
		{"application/json", "\xff\xfe\x00", 400},
		{"text/plain", "{}", 415},
		{"", "{}", 400},
		{"application/x-www-form-urlencoded", "%zz&&&=", 400},
	} {
		answer := h.Post(notificationsPath, one.contentType, strings.NewReader(one.body), r.bearer()...).Want(one.status)
		if _, message := answer.Error(); message == "" {
			fail("no sentence for %.40q", one.body)
		}
	}
	equal("posts", len(h.API.Posts()), 0)
}

func httpNobody(r *Run) {
	h := r.Active()
	user := h.API.AddUser("jane", "Jane", "Roe")
	press := map[string]any{
		"user_id": user.Id, "post_id": model.NewId(), "channel_id": h.API.Channel("alerts").Id,
		"trigger_id": "t", "context": map[string]any{"token": "a.b"},
	}
	submission := map[string]any{
		"type": "dialog_submission", "user_id": user.Id, "channel_id": h.API.Channel("alerts").Id, "state": "a.b",
		"submission": map[string]any{"comment": "x"},
	}
	for path, body := range map[string]map[string]any{actionsPath: press, dialogsPath: submission} {
		for _, headers := range [][]string{{}, {userHeader, user.Id}} {
			answer := h.PostJSON(path, body, headers...)
			if answer.Status != 401 && answer.Status != 403 {
				fail("%s %v: got %d: %s", path, headers, answer.Status, answer.Body)
			}
		}
		other := h.API.AddUser("bob-"+model.NewId(), "Bob", "Smith")
		h.PostJSON(path, body, userHeader, other.Id).Want(403)
	}
}

// serve calls the hook directly, with requests no HTTP client would send.
func (h *Host) direct(request *http.Request) *httptest.ResponseRecorder {
	recorder := httptest.NewRecorder()
	h.Hooks().ServeHTTP(&plugin.Context{}, recorder, request)
	return recorder
}

func httpOdd(r *Run) {
	h := r.Active()
	for _, target := range []string{
		"/api/v1/health?a=1&b=%zz", "//evil.example/api/v1/health", "/%2e%2e/%2e%2e/etc/passwd", "/api/v1/health;x=1",
		"/" + strings.Repeat("a", 60_000), "*", "", "/\u00e4\u20ac", "/api/v1/%00", "http://[::1]:namedport/",
	} {
		request := httptest.NewRequest(http.MethodGet, "/", nil)
		request.URL = &url.URL{Path: target}
		if parsed, err := url.Parse(target); err == nil {
			request.URL = parsed
		}
		if code := h.direct(request).Code; code != 200 && (code < 400 || code > 405) {
			fail("%.60q: %d", target, code)
		}
	}
	for _, method := range []string{"HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "get", ""} {
		request := httptest.NewRequest(http.MethodGet, healthPath, nil)
		request.Method = method
		if code := h.direct(request).Code; code >= 500 && code != 501 {
			fail("method %q: %d", method, code)
		}
	}
	request := httptest.NewRequest(http.MethodGet, healthPath, nil)
	request.Header = http.Header{
		"X-Many": {"a", "b", ""}, "X-Latin": {"caf\xe9"}, "X-Break": {"a\r\nSet-Cookie: x=1"}, "X-Long": {strings.Repeat("x", 200_000)},
		"Bad Name": {"x"}, "": {"empty"}, "Cookie": {"a=b; c=d"}, "Host": {"evil.example"}, "Expect": {"100-continue"},
		"Transfer-Encoding": {"chunked"}, "Connection": {"upgrade"}, "Content-Length": {"-5"}, "X-None": nil,
	}
	if code := h.direct(request).Code; code != 200 && code != 400 {
		fail("odd headers: %d", code)
	}
	request = httptest.NewRequest(http.MethodGet, healthPath, nil)
	request.Header, request.Body, request.Host, request.RemoteAddr = nil, nil, "", ""
	equal("no headers and no body", h.direct(request).Code, 200)
	h.Get(healthPath).Want(200)
}

func httpThousand(r *Run) {
	h := r.Active()
	must(parallel(1000, func(int) error {
		recorder := h.direct(httptest.NewRequest(http.MethodGet, healthPath, nil))
		if recorder.Code != 200 || recorder.Body.Len() == 0 {
			return fmt.Errorf("%d %s", recorder.Code, recorder.Body)
		}
		return nil
	}))
	h.Get(healthPath).Want(200)
	if used := memory(h.Pid()).Resident; used > 200 {
		fail("%.0f MB after 1000 requests at once", used)
	}
}

func httpStorm(r *Run) {
	h := r.Active()
	must(parallel(300, func(i int) error {
		if recorder := newProblem(r, h, i); recorder.Code != 201 {
			return fmt.Errorf("%d %s", recorder.Code, recorder.Body)
		}
		return nil
	}))
	equal("posts", len(h.API.Posts()), 300)
}

// newProblem notifies a problem of the i-th service.
func newProblem(r *Run, h *Host, i int) *httptest.ResponseRecorder {
	text := jsonOf(r.problem(map[string]any{"problemid": fmt.Sprintf("p%d", i), "serviceuuid": serviceUUID(i)}))
	request := httptest.NewRequest(http.MethodPost, notificationsPath, bytes.NewReader([]byte(text)))
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", r.bearer()[1])
	return h.direct(request)
}

// Each post calls a hook of the plugin, which must not wait behind the requests that wait for their posts.
func httpFlood(r *Run) {
	h := r.Active()
	var atOnce atomic.Int32
	must(parallel(1500, func(i int) error {
		for try := 0; ; try++ {
			recorder := newProblem(r, h, i)
			switch {
			case recorder.Code == 200 || recorder.Code == 201:
				if try == 0 {
					atOnce.Add(1)
				}
				return nil
			case try < 60 && asksAgain(recorder):
				time.Sleep(time.Second)
			default:
				return fmt.Errorf("%d %s", recorder.Code, recorder.Body)
			}
		}
	}))
	equal("posts", len(h.API.Posts()), 1500)
	if atOnce.Load() < 500 {
		fail("only %d were posted at once", atOnce.Load())
	}
}

// The plugin has too many requests, or its host gave it up: on a busy machine, five seconds may be too short for a connection. In both
// cases `notify` sends again.
func asksAgain(answer *httptest.ResponseRecorder) bool {
	return answer.Code == 503 && answer.Header().Get("Retry-After") != "" || answer.Code == 500 && isHostsOwn(answer)
}

func isHostsOwn(answer *httptest.ResponseRecorder) bool {
	return strings.TrimSpace(answer.Body.String()) == "500 internal server error"
}

func serviceUUID(i int) string { return fmt.Sprintf("00000000-0000-4000-8000-%012d", i) }

// parallel runs n at once and returns the first error.
func parallel(n int, one func(int) error) error {
	errs := make([]error, n)
	var group sync.WaitGroup
	for i := range n {
		group.Go(func() {
			if detail := guarded(func() { errs[i] = one(i) }); detail != "" {
				errs[i] = errors.New(detail)
			}
		})
	}
	group.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func httpDoctor(r *Run) {
	h := r.Active()
	path := "/api/v1/doctor"
	body := map[string]any{"part": "openitcockpit", "language": "en"}
	jane := h.API.AddUser("jane", "Jane", "Roe")
	admin := h.API.AddUser("root", "Ad", "Min")
	admin.Roles = model.SystemAdminRoleId + " " + model.SystemUserRoleId
	for _, headers := range [][]string{{}, {userHeader, jane.Id}} {
		if status := h.PostJSON(path, body, headers...).Status; status != 401 && status != 403 {
			fail("%v: got %d", headers, status)
		}
	}
	h.PostJSON(path, map[string]any{}, userHeader, admin.Id).Want(400)
	answer := h.PostJSON(path, body, userHeader, admin.Id).Want(200)
	for _, secret := range r.Secrets {
		lacks("the answer", answer.Body, secret)
	}
}
