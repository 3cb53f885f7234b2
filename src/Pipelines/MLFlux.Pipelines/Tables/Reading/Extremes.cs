using System.Globalization;

namespace MLFlux.Tables;

/// <summary>
/// Keeps the least and the greatest of a column's numbers with their nearest others: a number far from all others that many rows
/// have, such as -999, may stand for a missing value.
/// </summary>
internal sealed class Extremes
{
    private const int LeastRows = 3, LeastNines = 99, Hundred = 100;

    private End _least = End.None, _greatest = End.None; // The greatest by the negatives of the numbers.

    /// <summary>From the least to the greatest; below zero where there is no number.</summary>
    public double Range => Greatest - Least;

    /// <summary>The least; infinite without a number.</summary>
    public double Least => _least.Value;

    /// <summary>The least above it; infinite where all are the same.</summary>
    public double LeastButOne => _least.Next;

    /// <summary>The greatest; infinite below zero without a number.</summary>
    public double Greatest => -_greatest.Value;

    /// <summary>Whether there are at least four different numbers.</summary>
    public bool AreSeveral => _least.Next < -_greatest.Next;

    public void Add(double number)
    {
        _least.Add(number);
        _greatest.Add(-number);
    }

    /// <summary>The number that may be a mark, in how many rows it is, and the range of the others; null for none.</summary>
    public (double Mark, long Rows, double From, double To)? Stranger()
    {
        (double least, double second) = (_least.Value, _least.Next);
        (double greatest, double secondGreatest) = (Greatest, -_greatest.Next);
        bool isCode = least is -9 or -8; // As SPSS has them.
        bool isBelow = least < 0 && ((second >= 0 && (isCode || IsNines(-least) || least % Hundred == 0)) || (least == -9 && second == -8));
        if (_least.Rows >= LeastRows && second < greatest && (isBelow || (IsNines(-least) && second - least > greatest - second)))
            return (least, _least.Rows, second, greatest);
        return _greatest.Rows >= LeastRows && least < secondGreatest && IsNines(greatest)
            && greatest - secondGreatest > secondGreatest - least ? (greatest, _greatest.Rows, least, secondGreatest) : null;
    }

    private static bool IsNines(double number) => number >= LeastNines && number < int.MaxValue && number % 1 == 0
        && !((long)number).ToString(CultureInfo.InvariantCulture).AsSpan().ContainsAnyExcept('9');

    private struct End
    {
        public static End None => new() { Value = double.PositiveInfinity, Next = double.PositiveInfinity };

        /// <summary>The least, and the least above it.</summary>
        public double Value, Next;

        /// <summary>How many numbers are the least.</summary>
        public long Rows;

        public void Add(double number)
        {
            if (number >= Next)
                return;
            if (number < Value)
                (Value, Next, Rows) = (number, Value, 1);
            else if (number == Value)
                Rows++;
            else
                Next = number;
        }
    }
}
