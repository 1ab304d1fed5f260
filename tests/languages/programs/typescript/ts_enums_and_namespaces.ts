enum Suit { Clubs, Diamonds, Hearts = 10, Spades }
const enum Rank { Ace = 1, King = 13 }
namespace Cards {
  export interface Card { suit: Suit; rank: Rank }
  export const show = ({ suit, rank }: Card): string => `${rank} of ${Suit[suit]}`;
}
console.log(Cards.show({ suit: Suit.Spades, rank: Rank.King }), Object.values(Suit).length);
