# law: async functions stay
# kinds: int
# inputs: [[3]]
import asyncio
async def work(n):
    total = 0
    for i in range(n):
        total += i
        await asyncio.sleep(0)
    return total
def entry(n):
    return asyncio.run(work(n))
