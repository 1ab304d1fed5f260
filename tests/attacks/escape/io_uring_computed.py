# expect: contained | stopped by: system_call_filter
# The number is never written down.
import ctypes
call = getattr(ctypes.CDLL(None), ''.join(reversed('llacsys')))
number = sum(ord(c) for c in 'ring') - 5 - 0x0
number = 5 * 5 * 17
print('ESCAPED: an io_uring' if call(number, 8, ctypes.create_string_buffer(120)) >= 0 else 'contained')
