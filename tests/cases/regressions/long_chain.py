# law: types travel through long chains
# kinds: int
# inputs: [[1]]
def entry(n):
    v30 = 0
    for i in range(40):
        w0 = w1 if i > 30 else 1
        w1 = w2 if i > 30 else 1
        w2 = w3 if i > 30 else 1
        w3 = w4 if i > 30 else 1
        w4 = w5 if i > 30 else 1
        w5 = w6 if i > 30 else 1
        w6 = w7 if i > 30 else 1
        w7 = w8 if i > 30 else 1
        w8 = w9 if i > 30 else 1
        w9 = w10 if i > 30 else 1
        w10 = w11 if i > 30 else 1
        w11 = w12 if i > 30 else 1
        w12 = w13 if i > 30 else 1
        w13 = w14 if i > 30 else 1
        w14 = w15 if i > 30 else 1
        w15 = w16 if i > 30 else 1
        w16 = w17 if i > 30 else 1
        w17 = w18 if i > 30 else 1
        w18 = w19 if i > 30 else 1
        w19 = w20 if i > 30 else 1
        w20 = 'x' if i > 5 else 1
    return not (w0 != 1), w0 * 2
