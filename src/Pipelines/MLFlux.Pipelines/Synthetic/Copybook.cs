using System.Globalization;

namespace MLFlux.Synthetic;

/// <summary>
/// The ways to write each digit. A way is one or more strokes, a stroke the points of a smooth curve, x to the right (0 to
/// 70) and y downwards (0 to 100). A point written twice is a corner.
/// </summary>
internal static class Copybook
{
    private static readonly string[][] s_ways =
    [
        [ // 0: closed, overlapping at the top, left open
            "38,2 12,14 2,48 12,86 34,98 58,86 68,50 58,14 38,2 30,4",
            "50,10 28,2 8,22 2,55 14,90 38,98 60,82 68,48 58,14 40,3 24,12",
            "46,6 20,4 4,34 6,74 28,98 56,90 68,56 62,22 50,5",
        ],
        [ // 1: a line, a leaning line, with a flag, with flag and foot
            "35,0 35,33 35,66 35,100",
            "46,0 38,35 32,70 28,100",
            "15,24 40,0 40,0 39,50 38,100",
            "14,26 38,0 38,0 38,50 38,98 | 14,98 38,98 62,98",
        ],
        [ // 2: with a straight foot, with a loop, with a swinging foot
            "6,24 20,4 44,2 60,18 58,40 38,64 4,98 4,98 36,97 68,96",
            "6,22 24,3 48,4 60,22 52,48 30,78 10,94 6,82 22,76 44,92 68,94",
            "10,18 34,2 60,16 54,44 26,74 6,96 6,96 28,90 48,97 68,92",
        ],
        [ // 3: two bowls, with a flat top, rounder with a short waist
            "8,12 30,1 56,10 58,32 44,44 26,48 26,48 48,50 66,66 60,88 34,99 6,88",
            "6,4 34,3 62,3 62,3 46,22 30,42 30,42 54,48 66,68 56,92 28,99 4,88",
            "10,14 34,1 58,14 52,36 34,47 34,47 58,58 64,80 40,99 8,90",
        ],
        [ // 4: open, closed in one stroke, open with a round corner
            "16,4 10,30 4,58 4,58 36,58 70,56 | 52,12 50,40 48,70 46,100",
            "68,66 36,67 2,66 2,66 28,32 50,0 50,0 50,50 50,100",
            "10,2 6,30 14,50 32,54 56,47 | 60,2 58,34 54,68 50,100",
        ],
        [ // 5: with the top drawn last, in one stroke, like an S
            "18,4 14,24 10,44 10,44 34,36 58,46 66,68 54,92 28,99 4,90 | 18,4 40,4 66,2",
            "64,3 40,4 18,4 18,4 14,24 10,44 10,44 34,36 58,46 66,68 54,92 28,99 4,90",
            "62,6 36,4 18,14 14,36 34,46 56,56 62,76 46,96 20,99 4,88",
        ],
        [ // 6: bowed, straight down, with a hook at the top
            "52,2 26,22 8,52 6,80 26,99 52,94 62,74 48,56 26,58 8,76",
            "44,0 24,30 8,62 10,88 34,99 58,88 60,68 40,56 18,66 9,80",
            "58,8 36,4 14,28 4,62 14,92 38,99 60,82 54,60 32,56 8,74",
        ],
        [ // 7: plain, with a bar, with a serif, bowed
            "4,6 34,5 66,4 66,4 48,44 28,100",
            "4,6 34,5 66,4 66,4 48,44 30,100 | 22,52 42,51 62,50",
            "6,20 6,4 6,4 34,5 66,3 66,3 44,50 32,100",
            "4,10 24,3 46,8 64,4 64,4 48,34 36,66 34,100",
        ],
        [ // 8: in one stroke, as two rings, left open at the top
            "52,12 32,1 12,14 16,36 36,48 58,62 62,84 36,99 8,86 12,64 34,48 54,34 58,16 48,8",
            "36,2 16,12 14,34 34,46 54,36 56,14 36,2 30,3 | 34,46 10,60 6,84 32,99 60,88 62,62 38,47 30,48",
            "58,5 34,0 12,12 18,36 44,54 60,78 38,99 10,88 12,66 38,46 58,22 62,4",
        ],
        [ // 9: with a straight stem, with a curled one, with a leaning one
            "60,18 38,1 12,10 4,32 18,50 42,46 60,20 60,20 59,58 56,100",
            "60,20 38,1 12,12 4,34 20,50 44,46 60,22 62,50 56,80 36,99 12,92",
            "56,12 30,1 6,16 8,42 32,50 54,36 60,12 60,12 54,54 40,100",
        ],
    ];

    private static readonly PenStroke[][][] s_digits = [.. s_ways.Select(ways => ways.Select(ReadWay).ToArray())];

    /// <summary>The ways to write a digit; each is the control points of its strokes.</summary>
    public static ReadOnlySpan<PenStroke[]> WaysToWrite(int digit) => s_digits[digit];

    private static PenStroke[] ReadWay(string way) => [.. way.Split(" | ").Select(ReadStroke)];

    private static PenStroke ReadStroke(string stroke) => new([.. stroke.Split(' ').Select(ReadPoint)]);

    private static PenPoint ReadPoint(string point)
    {
        int comma = point.IndexOf(',', StringComparison.Ordinal);
        return new PenPoint(Read(point.AsSpan(0, comma)), Read(point.AsSpan(comma + 1)), 0);

        static float Read(ReadOnlySpan<char> number) => int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
