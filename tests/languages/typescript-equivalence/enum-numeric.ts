enum Dir { Up, Down = 5, Left, Right = Left * 2 } console.log(Dir, Dir[5], Dir.Right, Object.keys(Dir).length);
