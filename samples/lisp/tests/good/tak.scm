; Recursion that is nothing else: tak, ackermann, fibonacci, hanoi, even/odd.

(define (tak x y z)
  (if (not (< y x))
      z
      (tak (tak (- x 1) y z) (tak (- y 1) z x) (tak (- z 1) x y))))
(display (tak 12 8 4)) (newline)

(define (ackermann m n)
  (cond ((= m 0) (+ n 1))
        ((= n 0) (ackermann (- m 1) 1))
        (else (ackermann (- m 1) (ackermann m (- n 1))))))
(display (ackermann 2 9)) (newline)

(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
(display (map fib (iota 16))) (newline)

(define (hanoi n from to over)
  (if (= n 0)
      0
      (+ (hanoi (- n 1) from over to) 1 (hanoi (- n 1) over to from))))
(display (hanoi 10 'a 'b 'c)) (newline)

; In tail position nothing is pushed: a million calls need no memory.
(define (even2? n) (if (= n 0) #t (odd2? (- n 1))))
(define (odd2? n) (if (= n 0) #f (even2? (- n 1))))
(display (even2? 30000)) (newline)

; And where something is, memory is the only limit.
(define (count-up n) (if (= n 0) 0 (+ 1 (count-up (- n 1)))))
(display (count-up 30000)) (newline)
(define (build n) (if (= n 0) '() (cons n (build (- n 1)))))
(display (length (build 30000))) (newline)

(define (collatz n steps)
  (cond ((= n 1) steps)
        ((even? n) (collatz (quotient n 2) (+ steps 1)))
        (else (collatz (+ (* 3 n) 1) (+ steps 1)))))
(display (map (lambda (n) (collatz n 0)) '(1 7 27 97))) (newline)

(define (primes n)
  (let ((marks (make-vector (+ n 1) #t)))
    (do ((i 2 (+ i 1)) (found '() (if (vector-ref marks i) (cons i found)
                                      found)))
        ((> i n) (reverse found))
      (if (vector-ref marks i)
          (do ((j (* i i) (+ j i))) ((> j n))
            (vector-set! marks j #f))))))
(display (primes 60)) (newline)
