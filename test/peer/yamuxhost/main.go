// Command yamuxhost is the other side of the wire tests: it connects to the unix socket given as its argument as the
// yamux client, drives the program there through Go's own net/rpc and gob, serves calls itself, and prints a JSON list
// of what went wrong.
package main

import (
	"bytes"
	"encoding/binary"
	"encoding/gob"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"math/rand"
	"net"
	"net/rpc"
	"os"
	"reflect"
	"sync"
	"time"

	"github.com/hashicorp/yamux"
)

// The numbers of the streams that both sides know.
const (
	rpcStream   = 1
	echoStream  = 1000
	silentFirst = 100
)

type Detail struct {
	Name  string
	Parts []int
}

type Message struct {
	Text  string
	Seq   int
	Props map[string]interface{}
	List  []*Detail
	Raw   []byte
}

type host struct {
	session *yamux.Session
	mu      sync.Mutex
	waiting map[uint32]chan net.Conn
	failed  []string
}

func main() {
	gob.Register(map[string]interface{}{})
	gob.Register([]interface{}{})
	gob.RegisterName("*test.Detail", &Detail{})
	conn, err := net.Dial("unix", os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	session, err := yamux.Client(conn, nil)
	if err != nil {
		log.Fatal(err)
	}
	h := &host{session: session, waiting: map[uint32]chan net.Conn{}}
	go h.acceptAll()
	for _, step := range []struct {
		name string
		run  func() error
	}{
		{"calls", h.calls}, {"refusals", h.refusals}, {"streams", h.streams}, {"large", h.large},
		{"reverse", h.reverse}, {"ping", h.ping},
	} {
		if err := step.run(); err != nil {
			h.failed = append(h.failed, step.name+": "+err.Error())
		}
	}
	for waited := 0; session.NumStreams() > 0; waited++ {
		if waited == 500 {
			h.failed = append(h.failed, fmt.Sprintf("%d streams were left open", session.NumStreams()))
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	session.Close()
	json.NewEncoder(os.Stdout).Encode(append([]string{}, h.failed...))
}

// dial opens the stream with this number, as go-plugin's broker does.
func (h *host) dial(id uint32) (net.Conn, error) {
	stream, err := h.session.Open()
	if err != nil {
		return nil, err
	}
	if err := binary.Write(stream, binary.LittleEndian, id); err != nil {
		return nil, err
	}
	var echo uint32
	if err := binary.Read(stream, binary.LittleEndian, &echo); err != nil {
		return nil, err
	}
	if echo != id {
		return nil, fmt.Errorf("dialled %d, answered %d", id, echo)
	}
	return stream, nil
}

func (h *host) await(id uint32) chan net.Conn {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.waiting[id] == nil {
		h.waiting[id] = make(chan net.Conn, 1)
	}
	return h.waiting[id]
}

func (h *host) acceptAll() {
	for {
		stream, err := h.session.Accept()
		if err != nil {
			return
		}
		var id uint32
		if err := binary.Read(stream, binary.LittleEndian, &id); err != nil {
			continue
		}
		binary.Write(stream, binary.LittleEndian, id)
		h.await(id) <- stream
	}
}

func (h *host) client() (*rpc.Client, error) {
	stream, err := h.dial(rpcStream)
	if err != nil {
		return nil, err
	}
	return rpc.NewClient(stream), nil
}

// parallel runs n jobs, most of them at once, and returns the first error.
func parallel(n, most int, job func(i int) error) error {
	slots, results := make(chan struct{}, most), make(chan error, n)
	for i := 0; i < n; i++ {
		slots <- struct{}{}
		go func(i int) {
			err := job(i)
			<-slots
			results <- err
		}(i)
	}
	var first error
	for i := 0; i < n; i++ {
		if err := <-results; err != nil && first == nil {
			first = err
		}
	}
	return first
}

func (h *host) calls() error {
	client, err := h.client()
	if err != nil {
		return err
	}
	defer client.Close()
	return parallel(2000, 64, func(i int) error {
		sent := Message{
			Text: fmt.Sprintf("häl lo %d", i),
			Seq:  -i,
			Props: map[string]interface{}{
				"n": 1.5, "__proto__": "x", "list": []interface{}{"a", true, nil, int64(1) << 60},
				"detail": &Detail{Name: "d", Parts: []int{i, 0, 2}},
			},
			List: []*Detail{{Name: "one"}, {Parts: []int{1 << 30}}},
			Raw:  bytes.Repeat([]byte{byte(i)}, i%300+1),
		}
		var got Message
		if err := client.Call("Plugin.Echo", sent, &got); err != nil {
			return err
		}
		if !reflect.DeepEqual(sent, got) {
			return fmt.Errorf("sent %#v, got %#v", sent, got)
		}
		return nil
	})
}

func (h *host) refusals() error {
	client, err := h.client()
	if err != nil {
		return err
	}
	defer client.Close()
	for method, text := range map[string]string{
		"Plugin.Nope": "rpc: can't find method Plugin.Nope",
		"Nope.Echo":   "rpc: can't find service Nope.Echo",
		"nodot":       "rpc: service/method request ill-formed: nodot",
		"Plugin.Fail": "it went wrong",
	} {
		if err := client.Call(method, Message{Text: "x"}, nil); err == nil || err.Error() != text {
			return fmt.Errorf("%s answered %v", method, err)
		}
	}
	// an argument that gob cannot encode leaves a header without body on the stream
	if err := client.Call("Plugin.Echo", Message{Props: map[string]interface{}{"bad": struct{ X int }{1}}}, nil); err == nil {
		return errors.New("an unregistered type was encoded")
	}
	var got Message
	if err := client.Call("Plugin.Echo", Message{Seq: 7}, &got); err != nil || got.Seq != 7 {
		return fmt.Errorf("after an argument that could not be encoded: %v %v", got, err)
	}
	return nil
}

func (h *host) echo(id uint32, size int) error {
	stream, err := h.dial(id)
	if err != nil {
		return err
	}
	sent := make([]byte, size)
	rand.New(rand.NewSource(int64(id))).Read(sent)
	go func() {
		for at := 0; at < size; {
			n := min(size-at, 1+rand.Intn(40_000))
			if _, err := stream.Write(sent[at : at+n]); err != nil {
				return
			}
			at += n
		}
		stream.Close()
	}()
	got, err := io.ReadAll(stream)
	if err != nil {
		return err
	}
	if !bytes.Equal(sent, got) {
		return fmt.Errorf("stream %d: %d bytes sent, %d other ones came back", id, size, len(got))
	}
	return nil
}

// streams opens a thousand at once, and some that the other side must put up with: never read, never written, reset.
func (h *host) streams() error {
	for i := uint32(0); i < 20; i++ {
		silent, err := h.dial(silentFirst + i)
		if err != nil {
			return err
		}
		silent.SetWriteDeadline(time.Now().Add(200 * time.Millisecond))
		silent.Write(make([]byte, 300_000)) // more than the window, nobody reads
		defer silent.Close()
	}
	return parallel(1000, 1000, func(i int) error { return h.echo(echoStream+uint32(i), 20_000) })
}

func (h *host) large() error {
	return h.echo(echoStream+5000, 16<<20)
}

// Arith is what the other side calls.
type Arith struct{}

func (Arith) Square(n int, reply *int) error {
	time.Sleep(time.Duration(rand.Intn(3)) * time.Millisecond) // answers out of order
	if n == 13 {
		return errors.New("unlucky")
	}
	*reply = n * n
	return nil
}

// Unregistered makes a reply that gob cannot encode: Go then closes the connection.
func (Arith) Unregistered(n int, reply *Message) error {
	reply.Props = map[string]interface{}{"bad": struct{ X int }{1}}
	return nil
}

func (h *host) reverse() error {
	server := rpc.NewServer()
	server.RegisterName("Plugin", Arith{})
	client, err := h.client()
	if err != nil {
		return err
	}
	defer client.Close()
	for _, id := range []uint32{41, 42} {
		go func() { server.ServeConn(<-h.await(id)) }()
		var report string
		if err := client.Call("Plugin.CallBack", Message{Seq: int(id)}, &report); err != nil {
			return err
		}
		if report != "ok" {
			return errors.New(report)
		}
	}
	return nil
}

func (h *host) ping() error {
	_, err := h.session.Ping()
	return err
}
