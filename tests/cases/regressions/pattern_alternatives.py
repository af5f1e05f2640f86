# law: alternatives of a pattern bind one name
# kinds: any
# inputs: [[[1, 2]], [[3, 1]], [{'k': 1, 'm': 2}]]
def entry(a):
    match a:
        case [1, x] | [x, 1]:
            return x
        case {'k': x, **rest}:
            return x, rest
    return 0
