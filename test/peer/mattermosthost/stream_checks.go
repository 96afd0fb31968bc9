package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"

	"github.com/mattermost/mattermost/server/public/plugin"
)

var streamChecks = []Check{
	{Name: "body: 100 MB is refused after little of it", Run: bodyHuge(true)},
	{Name: "body: 100 MB of unknown length is refused after little of it", Run: bodyHuge(false)},
	{Name: "body: 50 at once with 100 MB each", Run: bodyHugeMany},
	{Name: "body: comes in small pieces, slowly", Run: bodySlow},
	{Name: "body: breaks off", Any: true, Run: bodyBreaks},
	{Name: "body: nobody reads it", Any: true, Run: bodyUnread},
	{Name: "body: a client that goes away in the middle", Run: clientLeaves},
	{Name: "response: the writer refuses", Any: true, Run: writerRefuses},
	{Name: "response: the host stops reading one answer, others go on", Any: true, Run: writerBlocks},
}

// endless is a body that counts what was taken of it.
type endless struct {
	mu    sync.Mutex
	left  int64
	taken int64
}

func (e *endless) Read(into []byte) (int, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.left == 0 {
		return 0, io.EOF
	}
	n := min(int64(len(into)), e.left)
	for i := range into[:n] {
		into[i] = 'x'
	}
	e.left -= n
	e.taken += n
	return int(n), nil
}

const hundredMB = 100 << 20

// bodyHuge: the answer must not wait for the body, and the body must not be taken into memory.
func bodyHuge(lengthKnown bool) func(*Run) {
	return func(r *Run) {
		h := r.Active()
		before := memory(h.Pid()).Resident
		body := &endless{left: hundredMB}
		request := httptest.NewRequest(http.MethodPost, notificationsPath, io.NopCloser(body))
		request.Header.Set("Content-Type", "application/json")
		request.Header.Set("Authorization", r.bearer()[1])
		if lengthKnown {
			request.Header.Set("Content-Length", "104857600")
		}
		recorder := h.direct(request)
		equal("status", recorder.Code, 413)
		contains("answer", recorder.Body.String(), "payload_too_large")
		if body.taken > 8<<20 {
			fail("%d MB of the body were taken", body.taken>>20)
		}
		if used := memory(h.Pid()).Resident; used > before+60 {
			fail("%.0f MB, %.0f before", used, before)
		}
		h.Get(healthPath).Want(200)
	}
}

func bodyHugeMany(r *Run) {
	h := r.Active()
	must(parallel(50, func(int) error {
		request := httptest.NewRequest(http.MethodPost, notificationsPath, io.NopCloser(&endless{left: hundredMB}))
		request.Header.Set("Content-Type", "application/json")
		request.Header.Set("Authorization", r.bearer()[1])
		if code := h.direct(request).Code; code != 413 {
			return errors.New(http.StatusText(code))
		}
		return nil
	}))
	if used := memory(h.Pid()).Resident; used > 250 {
		fail("%.0f MB", used)
	}
	h.Get(healthPath).Want(200)
}

// pieces is a body that comes a few bytes at a time and may end with an error.
type pieces struct {
	text string
	size int
	wait time.Duration
	end  error
}

func (p *pieces) Read(into []byte) (int, error) {
	if p.text == "" {
		return 0, p.end
	}
	time.Sleep(p.wait)
	n := copy(into, p.text[:min(p.size, len(p.text))])
	p.text = p.text[n:]
	return n, nil
}

func bodySlow(r *Run) {
	h := r.Active()
	text := jsonOf(r.problem(nil))
	h.Post(notificationsPath, "application/json", &pieces{text, 7, time.Millisecond, io.EOF}, r.bearer()...).Want(201)
	equal("posts", len(h.API.Posts()), 1)
}

func bodyBreaks(r *Run) {
	h := r.Active()
	for range 20 {
		body := &pieces{strings.Repeat("x", 100), 10, 0, errors.New("the client is gone")}
		request := httptest.NewRequest(http.MethodPost, notificationsPath, io.NopCloser(body))
		request.Header.Set("Content-Type", "application/json")
		if len(r.Stored) > 0 {
			request.Header.Set("Authorization", r.bearer()[1])
		}
		if code := h.direct(request).Code; code >= 500 {
			fail("got %d", code)
		}
	}
	h.Get(healthPath).Want(200)
}

func bodyUnread(r *Run) {
	h := r.Active()
	for range 20 {
		body := &endless{left: hundredMB}
		request := httptest.NewRequest(http.MethodPost, "/nothing", io.NopCloser(body))
		if code := h.direct(request).Code; code != 404 && code != 413 {
			fail("got %d", code)
		}
	}
	h.Get(healthPath).Want(200)
}

func clientLeaves(r *Run) {
	h := r.Active()
	address, path, _ := strings.Cut(strings.TrimPrefix(h.URL, "http://"), "/")
	for range 20 {
		connection, err := net.Dial("tcp", address)
		must(err)
		_, err = fmt.Fprintf(connection, "POST /%s%s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"+
			"Authorization: %s\r\nContent-Length: 1000\r\n\r\n{\"type\":", path, notificationsPath, r.bearer()[1])
		must(err)
		time.Sleep(10 * time.Millisecond)
		must(connection.Close())
	}
	h.Get(healthPath).Want(200)
	equal("posts", len(h.API.Posts()), 0)
}

// badWriter misbehaves in Write.
type badWriter struct {
	header http.Header
	write  func([]byte) (int, error)
}

func (w *badWriter) Header() http.Header               { return w.header }
func (w *badWriter) WriteHeader(int)                   {}
func (w *badWriter) Write(bytes []byte) (int, error)   { return w.write(bytes) }
func newWriter(f func([]byte) (int, error)) *badWriter { return &badWriter{http.Header{}, f} }

func (h *Host) serveInto(w http.ResponseWriter, path string) {
	h.Hooks().ServeHTTP(&plugin.Context{}, w, httptest.NewRequest(http.MethodGet, path, nil))
}

func writerRefuses(r *Run) {
	h := r.Active()
	for range 50 {
		h.serveInto(newWriter(func([]byte) (int, error) { return 0, errors.New("broken pipe") }), healthPath)
	}
	h.Get(healthPath).Want(200)
}

func writerBlocks(r *Run) {
	h := r.Active()
	release := make(chan struct{})
	blocked := make(chan struct{}, 100)
	var group sync.WaitGroup
	for range 100 {
		group.Go(func() {
			h.serveInto(newWriter(func(bytes []byte) (int, error) {
				blocked <- struct{}{}
				<-release
				return len(bytes), nil
			}), healthPath)
		})
	}
	for range 100 {
		<-blocked
	}
	for range 50 {
		h.Get(healthPath).Want(200)
	}
	close(release)
	group.Wait()
	h.Get(healthPath).Want(200)
}
