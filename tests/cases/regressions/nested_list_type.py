# law: an inner list changes its element type
# kinds: int
# inputs: [[1]]
def entry(n):
    grid = [[0], [n]]
    grid[0].append('a')
    total = 0
    for row in grid:
        for cell in row:
            if not (cell == 0):
                total = cell
    return total, grid[0][1] * 2 == 'aa', grid[0][-1] + 'b'
