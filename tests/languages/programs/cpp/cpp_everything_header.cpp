#include <bits/stdc++.h>
using namespace std;
#define int long long
signed main() {
  ios::sync_with_stdio(false);
  cin.tie(nullptr);
  priority_queue<pair<int, int>, vector<pair<int, int>>, greater<>> q;
  vector<vector<pair<int, int>>> g(6);
  for (auto [a, b, w] : vector<array<int, 3>>{{0, 1, 7}, {0, 2, 9}, {0, 5, 14}, {1, 2, 10}, {1, 3, 15}, {2, 3, 11}, {2, 5, 2}, {3, 4, 6}, {4, 5, 9}}) g[a].push_back({b, w}), g[b].push_back({a, w});
  vector<int> d(6, LLONG_MAX);
  q.push({d[0] = 0, 0});
  while (!q.empty()) {
    auto [c, u] = q.top();
    q.pop();
    if (c == d[u]) for (auto [v, w] : g[u]) if (c + w < d[v]) q.push({d[v] = c + w, v});
  }
  for (int x : d) cout << x << ' ';
  cout << __gcd(12LL, 18LL) << ' ' << __builtin_popcountll(255) << ' ' << (int)((__int128)1e18 * 1000 / (__int128)1e17 % 1000) << '\n';
}
