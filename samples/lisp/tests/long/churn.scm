; Work that leaves cycles behind all the time. `rounds` is defined by whoever
; loads this; memory must not depend on it.

; Procedures that refer to themselves through their environment.
(define (local-loops)
  (define (even? n) (if (= n 0) #t (odd? (- n 1))))
  (define (odd? n) (if (= n 0) #f (even? (- n 1))))
  (let loop ((i 0)) (if (< i 30) (begin (even? i) (loop (+ i 1))))))

; Rings of pairs, and lists linked both ways.
(define-record-type node (make-node value) node?
  (value node-value)
  (next node-next set-node-next!)
  (previous node-previous set-node-previous!))
(define (linked n)
  (let ((first (make-node 0)))
    (let loop ((i 1) (last first))
      (if (< i n)
          (let ((node (make-node i)))
            (set-node-next! last node)
            (set-node-previous! node last)
            (loop (+ i 1) node))
          (begin (set-node-next! last first)
                 (set-node-previous! first last))))
    (node-value (node-previous first))))

; A generator that is left in the middle: its continuation and the variable
; that holds it refer to each other.
(define (generator list)
  (define return #f)
  (define (resume dummy)
    (for-each (lambda (x)
                (call/cc (lambda (k) (set! resume k) (return x))))
              list)
    (return 'done))
  (lambda () (call/cc (lambda (k) (set! return k) (resume 'go)))))
(define (abandon)
  (let ((next (generator '(1 2 3 4 5)))) (next) (next) (next)))

; A table that holds itself, words, symbols that nobody keeps.
(define (tables round)
  (let ((table (make-hash-table)))
    (hash-table-set! table 'self table)
    (for-each (lambda (word)
                (hash-table-update!/default table word 1+ 0))
              (string-split "the quick brown fox and the lazy dog" #\space))
    (string->symbol (string-append "symbol-" (number->string round)))
    (hash-table-count table)))

; Programs that are compiled, run and forgotten.
(define (programs round)
  (eval `(let loop ((i 0) (sum ,round))
           (define (add x) (set! sum (+ sum x)) sum)
           (if (< i 10) (loop (+ i 1) (add i)) sum))))

(define (streams)
  (define (from n) (cons-stream n (from (+ n 1))))
  (stream-head (from 0) 20))

; Errors in the middle of all kinds of work.
(define (errors round)
  (guard (e (#t 'ignored))
    (string-append "abc" (make-string 10 #\x) (car (list round)))))

(define (churn round)
  (local-loops)
  (linked 20)
  (abandon)
  (tables round)
  (programs round)
  (streams)
  (errors round))

(do ((i 0 (+ i 1))) ((= i rounds)) (churn i))
(evaluations)
