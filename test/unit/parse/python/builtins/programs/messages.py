# what exceptions of built-in functions say
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
t(lambda: 'abc'['x']); t(lambda: (1,)['x']); t(lambda:[1]['x']); t(lambda: b'a'['x']); t(lambda: range(3)['x']); t(lambda: range(3)[9])
t(lambda: 'abc'[9]); t(lambda:(1,)[4]); t(lambda:[1][4]); t(lambda:b'a'[4])
def f():
    a=[1]; a[4]=1
t(f)
def f():
    a=[1]; del a[4]
t(f)
t(lambda:[].pop()); t(lambda:[1].pop(5)); t(lambda:[1].remove(5)); t(lambda:[1].index(5)); t(lambda:(1,).index(5)); t(lambda: {}.popitem()); t(lambda:set().pop()); t(lambda:{}.pop('a')); t(lambda:{1}.remove(2))
t(lambda: 1%0);t(lambda: 1//0);t(lambda:1.0//0);t(lambda:1.0%0);t(lambda:divmod(1,0));t(lambda:divmod(1.0,0)); t(lambda:0**-1)
t(lambda: int('a')); t(lambda:float('a')); t(lambda:int(None)); t(lambda:float([])); t(lambda:int('1',99)); t(lambda:int(1.5,10)); t(lambda:float('inf').__int__())
t(lambda: int(float('nan'))); t(lambda:'a'*-1); t(lambda:[1]*'a'); t(lambda:'a'+1); t(lambda:[1]+(1,)); t(lambda:1+'a'); t(lambda: {[]:1}); t(lambda: {1:2}['k'])
t(lambda:dict([(1,2,3)])); t(lambda:dict([1])); t(lambda: format(1,'zz')); t(lambda: format('a','d')); t(lambda:format(1.0,'d')); t(lambda:format(None,'d')); t(lambda:format('a','+')); t(lambda:format('a','=5')); t(lambda:format(1,'.3d')); t(lambda:format(1,',s'));t(lambda:format([], '5'))
t(lambda:'{} {1}'.format(1,2)); t(lambda:'{}'.format()); t(lambda:'{a}'.format()); t(lambda:'%d'%'a'); t(lambda:'%d %d'%1); t(lambda:'%d'%(1,2)); t(lambda:'%q'%1); t(lambda:'%(a)s'%1); t(lambda:'%'%1); t(lambda:'{'.format()); t(lambda:'}'.format()); t(lambda:'{!x}'.format(1)); t(lambda:'{:{}}'.format(1,5))
t(lambda:'a'.join([1])); t(lambda:''.join(5)); t(lambda:'a'.index('b')); t(lambda:'a'.split('')); t(lambda:'a'.replace(1,2)); t(lambda:'a'.startswith(1)); t(lambda:chr(-1)); t(lambda:ord('ab')); t(lambda:ord(1))
t(lambda:len(1)); t(lambda:abs('a')); t(lambda:round('a')); t(lambda:sum(['a'])); t(lambda:min([])); t(lambda:max(1)); t(lambda:isinstance(1,2)); t(lambda:issubclass(1,int)); t(lambda:next(iter([]))); t(lambda:next(5)); t(lambda:iter(5)); t(lambda:range(1,2,0)); t(lambda:range('a')); t(lambda: range(1.0)); t(lambda:getattr(1,'x')); t(lambda:getattr(1,2)); t(lambda:int.x); t(lambda: sorted([1,'a'])); t(lambda: hash([])); t(lambda: zip([1],[2,3],strict=True).__next__()); t(lambda:list(zip([1],[2,3],strict=True))); t(lambda:list(zip([1,2],[3],strict=True)));t(lambda:list(zip([1,2],[3,4],[3],strict=True)))
t(lambda:(1).__add__('a')); t(lambda: reversed(5)); t(lambda: reversed({1})); t(lambda:'abc'.zfill(5)); t(lambda:slice(1,2,3).indices(5)); t(lambda: pow(2,-1,4)); t(lambda: pow(2.0,1,3)); t(lambda: str.lower(1)); t(lambda: object(1));  t(lambda: list(1)); t(lambda: tuple(1)); t(lambda: dict(1)); t(lambda: set(1)); t(lambda: type(1,2)); t(lambda: all(1)); t(lambda: enumerate(1)); t(lambda: map(1)); t(lambda: list(map(1,[2]))); t(lambda: max(1,'a')); t(lambda: max([],key=1,default=3)); t(lambda: divmod('a',1)); t(lambda: bin(1.0)); t(lambda: int('0x1f',16)); t(lambda: int('0b1',0)); t(lambda: round(2.5)); t(lambda: round(2.675,2)); t(lambda: round(1234,-2)); t(lambda: round(float('nan'))); t(lambda: chr(1114112)); t(lambda: ''.format_map({})); t(lambda: '{a}'.format_map({})); t(lambda: [1,2].insert('a',1)); t(lambda: [1].extend(4)); t(lambda: 'a' in 5); t(lambda: 1 in 'a'); t(lambda: {}.update(1)); t(lambda: dict(a=1)|1); t(lambda: {1}|[2]); t(lambda: {1}.union(1)); t(lambda:  'a'<1); t(lambda: {}<{}); t(lambda: 1j<2); t(lambda: int(1j)); t(lambda: float(1j)); t(lambda: -'a'); t(lambda: ~1.0); t(lambda: complex('1+2j')); t(lambda: frozenset([1])); t(lambda: {1,2}); t(lambda: type(int)); t(lambda: type); t(lambda: BaseException('a',1)); t(lambda: str(KeyError('a'))); t(lambda: str(KeyError())); t(lambda: str(OSError(2,'x'))); t(lambda: len); t(lambda: {}.keys()); t(lambda: 10**400*1.0); t(lambda: 10**400/3); t(lambda: 2.0**5000); t(lambda: range(10**30)); t(lambda: 1<<-1)
t(lambda: None); t(lambda: ...); t(lambda: NotImplemented); t(lambda: [None, True, 1.0, 'x', b'y', (1,), {}, set(), {1: [2]}, 1e16, 1e-5, 0.1, -0.0, 1e300*1e10])
