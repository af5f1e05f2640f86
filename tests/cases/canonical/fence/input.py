Here it is:

```js
let x = 1
```

```python
def g():
    return 0
```

~~~py
def f(x):
    # add one
    return x+1
~~~
