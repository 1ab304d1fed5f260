# expect: contained
import os, pwd
people = [user.pw_name for user in pwd.getpwall() if 1000 < user.pw_uid < 60000]
homes = os.listdir('/home') if os.path.exists('/home') else []
print(f'ESCAPED: {people} {homes}' if people or homes else 'contained')
