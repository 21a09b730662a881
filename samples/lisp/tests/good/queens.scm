; All ways to put n queens on a board so that none attacks another.

(define (attacks? row distance placed)
  (and (pair? placed)
       (or (= (car placed) row)
           (= (abs (- (car placed) row)) distance)
           (attacks? row (+ distance 1) (cdr placed)))))

(define (solutions n)
  (define (place column placed)
    (if (= column n)
        (list placed)
        (append-map
          (lambda (row)
            (if (attacks? row 1 placed)
                '()
                (place (+ column 1) (cons row placed))))
          (iota n))))
  (place 0 '()))

(define (show-board placed)
  (for-each
    (lambda (row)
      (do ((i 0 (+ i 1))) ((= i (length placed)))
        (display (if (= i row) "Q " ". ")))
      (newline))
    placed))

(do ((n 1 (+ n 1))) ((> n 6))
  (display n) (display ": ") (display (length (solutions n))) (newline))
(show-board (car (solutions 8)))
