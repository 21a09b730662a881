; Counting words with a hash table; building strings.

(define text "the quick brown fox jumps over the lazy dog the fox the end")

(define (words string)
  (filter (lambda (w) (not (string-null? w)))
          (string-split string #\space)))

(define counts (make-equal-hash-table))
(for-each
  (lambda (word)
    (hash-table-update!/default counts word (lambda (n) (+ n 1)) 0))
  (words text))

(define sorted
  (sort (hash-table->alist counts)
        (lambda (a b)
          (or (> (cdr a) (cdr b))
              (and (= (cdr a) (cdr b)) (string<? (car a) (car b)))))))
(for-each (lambda (entry)
            (display (car entry)) (display ": ") (display (cdr entry))
            (newline))
          sorted)

(display (hash-table-count counts)) (newline)
(display (hash-table-ref counts "fox")) (newline)
(display (hash-table-ref counts "cat" (lambda () 'none))) (newline)
(hash-table-delete! counts "fox")
(display (hash-table-ref/default counts "fox" 0)) (newline)
(display (hash-table-contains? counts "the")) (newline)

; Keys of all kinds, and many of them.
(define table (make-hash-table))
(hash-table-set! table '(1 2) 'list)
(hash-table-set! table #(1 2) 'vector)
(hash-table-set! table 1 'integer)
(hash-table-set! table 1.0 'real)
(hash-table-set! table #\1 'character)
(hash-table-set! table 'one 'symbol)
(display (map (lambda (k) (hash-table-ref/default table k 'missing))
              (list (list 1 2) (vector 1 2) 1 1.0 #\1 'one "1")))
(newline)
(do ((i 0 (+ i 1))) ((= i 1000)) (hash-table-set! table (list i) (* i i)))
(display (hash-table-ref/default table '(777) #f)) (newline)
(do ((i 0 (+ i 1))) ((= i 1000)) (hash-table-delete! table (list i)))
(display (hash-table-count table)) (newline)
(hash-table-clear! table)
(display (hash-table-count table)) (newline)

; A table that is in itself.
(hash-table-set! table 'self table)
(display (eq? table (hash-table-ref/default
                      (hash-table-ref/default table 'self #f) 'self #f)))
(newline)

; A string builder.
(define (make-builder)
  (let ((port (open-output-string)))
    (lambda (message . things)
      (case message
        ((add) (for-each (lambda (x) (display x port)) things))
        ((text) (get-output-string port))))))
(define builder (make-builder))
(do ((i 0 (+ i 1))) ((= i 10)) (builder 'add i ", "))
(builder 'add 'end)
(display (builder 'text)) (newline)
(display (call-with-output-string (lambda (p) (write "a\"b" p)))) (newline)
(display (with-output-to-string (lambda () (display "inside") (newline))))
(display (string-join '("a" "b" "c") "-")) (newline)
(define (repeat s n) (if (= n 0) "" (string-append s (repeat s (- n 1)))))
(display (string-length (repeat "abc" 100))) (newline)
(define (palindrome? s)
  (let ((letters (filter char-alphabetic?
                         (map char-downcase (string->list s)))))
    (equal? letters (reverse letters))))
(display (palindrome? "A man, a plan, a canal: Panama")) (newline)
(define in (open-input-string "(a b) 12 \"str\" rest of line\nnext"))
(write (read in)) (write (read in)) (write (read in))
(write (read-line in)) (write (read-char in)) (write (peek-char in))
(write (read-line in)) (write (eof-object? (read-char in))) (newline)
