# law: finally wins
# kinds: int
# inputs: [[0], [1], [2]]
def entry(n):
    for i in range(3):
        try:
            if i == n:
                continue
            x = 10 // n
            return x
        except ZeroDivisionError:
            break
        finally:
            n = n + 1
    return n
