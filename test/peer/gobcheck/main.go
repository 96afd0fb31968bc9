// Command gobcheck reads pairs of gob streams from stdin, one JSON object a line, decodes both with Go's own decoder
// into types built from the description that comes with them, and compares the values. It prints a JSON list of what
// differs. Standard library only.
package main

import (
	"bufio"
	"bytes"
	"encoding/gob"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"reflect"
	"time"
)

type pair struct {
	Name     string
	Original string              // hex of the stream made by Go
	Again    string              // hex of the stream to check
	Tops     []int               // type id of each top-level value
	Types    map[string]wireType // by id, as the original stream defines them
	Contents map[string]int      // type ids of interface contents by registered name
}

type wireType struct {
	Kind   string
	Name   string
	Fields []struct {
		Name string
		ID   int
	}
	Key, Elem, Length int
	Marshaler         string
}

func main() {
	failures := []string{}
	input := bufio.NewScanner(os.Stdin)
	input.Buffer(nil, 16<<20)
	for input.Scan() {
		var p pair
		if err := json.Unmarshal(input.Bytes(), &p); err != nil {
			fmt.Fprintln(os.Stderr, "bad input:", err)
			os.Exit(1)
		}
		if err := check(p); err != nil {
			failures = append(failures, p.Name+": "+err.Error())
		}
	}
	json.NewEncoder(os.Stdout).Encode(failures)
}

func check(p pair) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	b := builder{p}
	for name, id := range p.Contents {
		if err := b.register(name, id); err != nil {
			return err
		}
	}
	original, err := b.decode(p.Original)
	if err != nil {
		return fmt.Errorf("original: %w", err)
	}
	again, err := b.decode(p.Again)
	if err != nil {
		return fmt.Errorf("encoded again: %w", err)
	}
	for i := range original {
		if !reflect.DeepEqual(original[i], again[i]) && !bothNaN(original[i], again[i]) {
			return fmt.Errorf("value %d differs: %#v, %#v", i, original[i], again[i])
		}
	}
	return nil
}

func bothNaN(a, b any) bool {
	x, ok := a.(float64)
	y, ok2 := b.(float64)
	return ok && ok2 && math.IsNaN(x) && math.IsNaN(y)
}

type builder struct{ pair }

func (b builder) decode(stream string) ([]any, error) {
	raw, err := hex.DecodeString(stream)
	if err != nil {
		return nil, err
	}
	r := bytes.NewReader(raw)
	decoder := gob.NewDecoder(r)
	values := []any{}
	for _, id := range b.Tops {
		value := reflect.New(b.goType(id, nil, ""))
		if err := decoder.DecodeValue(value); err != nil {
			return nil, err
		}
		values = append(values, value.Elem().Interface())
	}
	if r.Len() > 0 {
		return nil, fmt.Errorf("%d bytes left", r.Len())
	}
	return values, nil
}

// registered remembers the interface contents of earlier pairs; gob keeps one list for the whole process.
var registered = map[string]bool{
	"bool": true, "int": true, "int8": true, "int16": true, "int32": true, "int64": true, "uint": true, "uint8": true,
	"uint16": true, "uint32": true, "uint64": true, "float32": true, "float64": true, "string": true, "[]uint8": true,
}

func (b builder) register(name string, id int) error {
	if registered[name] {
		return nil
	}
	registered[name] = true
	if b.Types[fmt.Sprint(id)].Kind == "opaque" {
		if name != "time.Time" {
			return fmt.Errorf("no Go type for interface content %s", name)
		}
		gob.RegisterName(name, time.Time{})
		return nil
	}
	gob.RegisterName(name, reflect.Zero(b.goType(id, nil, name)).Interface())
	return nil
}

// Opaque types: gob only lets a value that encodes itself into a type that decodes itself in the same way.
type opaqueGob struct{ B []byte }
type opaqueBinary struct{ B []byte }
type opaqueText struct{ B []byte }

func (o *opaqueGob) GobDecode(b []byte) error          { o.B = bytes.Clone(b); return nil }
func (o *opaqueGob) GobEncode() ([]byte, error)        { return o.B, nil }
func (o *opaqueBinary) UnmarshalBinary(b []byte) error { o.B = bytes.Clone(b); return nil }
func (o *opaqueBinary) MarshalBinary() ([]byte, error) { return o.B, nil }
func (o *opaqueText) UnmarshalText(b []byte) error     { o.B = bytes.Clone(b); return nil }
func (o *opaqueText) MarshalText() ([]byte, error)     { return o.B, nil }

var basic = map[int]reflect.Type{
	1: reflect.TypeFor[bool](), 2: reflect.TypeFor[int64](), 3: reflect.TypeFor[uint64](), 4: reflect.TypeFor[float64](),
	5: reflect.TypeFor[[]byte](), 6: reflect.TypeFor[string](), 7: reflect.TypeFor[complex128](), 8: reflect.TypeFor[any](),
}

// goType builds a Go type for a wire type. Recursive types are unrolled three times, then the field is left out (nil).
// The tag keeps apart struct types that are registered under different names.
func (b builder) goType(id int, outer []int, tag string) reflect.Type {
	if t := basic[id]; t != nil {
		return t
	}
	depth := 0
	for _, o := range outer {
		if o == id {
			depth++
		}
	}
	if depth > 3 {
		return nil
	}
	inner := append(append([]int{}, outer...), id)
	w := b.Types[fmt.Sprint(id)]
	switch w.Kind {
	case "struct":
		return b.structType(w, inner, tag)
	case "map":
		key, elem := b.goType(w.Key, inner, ""), b.goType(w.Elem, inner, "")
		if key == nil || elem == nil {
			return nil
		}
		return reflect.MapOf(key, elem)
	case "slice", "array":
		elem := b.goType(w.Elem, inner, "")
		if elem == nil {
			return nil
		}
		if w.Kind == "array" {
			return reflect.ArrayOf(w.Length, elem)
		}
		return reflect.SliceOf(elem)
	case "opaque":
		return map[string]reflect.Type{
			"gob": reflect.TypeFor[opaqueGob](), "binary": reflect.TypeFor[opaqueBinary](), "text": reflect.TypeFor[opaqueText](),
		}[w.Marshaler]
	}
	panic(fmt.Sprintf("type %d is not defined", id))
}

// structType uses pointers for structs inside, so that an absent one and an empty one differ.
func (b builder) structType(w wireType, inner []int, tag string) reflect.Type {
	fields := []reflect.StructField{}
	for _, f := range w.Fields {
		t := b.goType(f.ID, inner, "")
		if t == nil {
			continue
		}
		if t.Kind() == reflect.Struct {
			t = reflect.PointerTo(t)
		}
		field := reflect.StructField{Name: f.Name, Type: t}
		if tag != "" {
			field.Tag = reflect.StructTag(tag)
		}
		fields = append(fields, field)
	}
	return reflect.StructOf(fields)
}
