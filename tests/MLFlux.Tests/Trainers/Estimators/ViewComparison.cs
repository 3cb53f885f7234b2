using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Tests.Estimators;

/// <summary>Compares views to the bit: schemas with their annotations, and rows with positions and ids.</summary>
public static class ViewComparison
{
    /// <summary>Both schemas have the same columns in the same order, with the same types and annotations.</summary>
    public static void AssertSameSchema(DataViewSchema expected, DataViewSchema actual)
    {
        Assert.AreEqual(expected.Count, actual.Count, "Different numbers of columns.");
        foreach (var column in expected)
        {
            var other = actual[column.Index];
            Assert.AreEqual(column.Name, other.Name);
            Assert.AreEqual(column.IsHidden, other.IsHidden, $"Column '{column.Name}' is hidden in one schema only.");
            Assert.IsTrue(column.Type.Equals(other.Type),
                $"Column '{column.Name}' is {column.Type} in one schema, {other.Type} in the other.");
            AssertSameAnnotations(column, other);
        }
    }

    /// <summary>
    /// Both views give the same rows: with all columns active, with every second from the first and from the second on, and with
    /// each alone.
    /// </summary>
    public static void AssertSameValues(IDataView expected, IDataView actual)
    {
        AssertSameSchema(expected.Schema, actual.Schema);
        AssertSameRows(expected, actual, _ => true);
        AssertSameRows(expected, actual, index => index % 2 == 0);
        AssertSameRows(expected, actual, index => index % 2 == 1);
        for (int alone = 0; alone < expected.Schema.Count; alone++)
            AssertSameRows(expected, actual, index => index == alone);
    }

    private static void AssertSameRows(IDataView expected, IDataView actual, Func<int, bool> isActive)
    {
        using var left = expected.GetRowCursor(expected.Schema.Where(column => isActive(column.Index)));
        using var right = actual.GetRowCursor(actual.Schema.Where(column => isActive(column.Index)));
        foreach (var column in expected.Schema)
            Assert.IsTrue(!isActive(column.Index)
                || (left.IsColumnActive(column) && right.IsColumnActive(actual.Schema[column.Index])),
                $"Column '{column.Name}' should be active.");

        var comparisons = expected.Schema.Where(column => isActive(column.Index))
            .Select(column => Comparison(column.Type, column.Name, left, column, right, actual.Schema[column.Index])).ToArray();
        var leftId = left.GetIdGetter();
        var rightId = right.GetIdGetter();
        while (left.MoveNext())
        {
            Assert.IsTrue(right.MoveNext(), $"The second view ends at row {left.Position}.");
            Assert.AreEqual(left.Position, right.Position);
            DataViewRowId a = default, b = default;
            leftId(ref a);
            rightId(ref b);
            Assert.AreEqual(a, b, $"Different ids at row {left.Position}.");
            foreach (var compare in comparisons)
                compare();
        }

        Assert.IsFalse(right.MoveNext(), "The second view has more rows.");
    }

    private static void AssertSameAnnotations(DataViewSchema.Column expected, DataViewSchema.Column actual)
    {
        var schema = expected.Annotations.Schema;
        CollectionAssert.AreEquivalent(
            schema.Select(annotation => annotation.Name).ToArray(),
            actual.Annotations.Schema.Select(annotation => annotation.Name).ToArray(),
            $"Column '{expected.Name}' has other annotations.");
        using var left = new AnnotationRow(expected.Annotations);
        using var right = new AnnotationRow(actual.Annotations);
        foreach (var annotation in schema)
        {
            var other = actual.Annotations.Schema[annotation.Name];
            string name = $"{expected.Name}.{annotation.Name}";
            Assert.IsTrue(annotation.Type.Equals(other.Type),
                $"Annotation '{name}' is {annotation.Type} in one schema, {other.Type} in the other.");
            Comparison(annotation.Type, name, left, annotation, right, other)();
        }
    }

    private static Action Comparison(
        DataViewType type, string name, DataViewRow left, DataViewSchema.Column leftColumn, DataViewRow right,
        DataViewSchema.Column rightColumn)
    {
        bool isVector = type is VectorDataViewType;
        Type item = (type as VectorDataViewType)?.ItemType.RawType ?? type.RawType;
        return (Action)typeof(ViewComparison)
            .GetMethod(isVector ? nameof(VectorComparison) : nameof(ValueComparison), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(item)
            .Invoke(null, [name, left, leftColumn, right, rightColumn])!;
    }

    private static Action ValueComparison<T>(string name, DataViewRow left, DataViewSchema.Column leftColumn, DataViewRow right,
        DataViewSchema.Column rightColumn)
    {
        var getLeft = left.GetGetter<T>(leftColumn);
        var getRight = right.GetGetter<T>(rightColumn);
        return () =>
        {
            T a = default!, b = default!;
            getLeft(ref a);
            getRight(ref b);
            Assert.IsTrue(Same(a, b), $"'{name}' differs at row {left.Position}: {a} and {b}.");
        };
    }

    private static Action VectorComparison<T>(string name, DataViewRow left, DataViewSchema.Column leftColumn, DataViewRow right,
        DataViewSchema.Column rightColumn)
    {
        var getLeft = left.GetGetter<VBuffer<T>>(leftColumn);
        var getRight = right.GetGetter<VBuffer<T>>(rightColumn);
        return () =>
        {
            VBuffer<T> a = default, b = default;
            getLeft(ref a);
            getRight(ref b);
            T[] first = [.. a.DenseValues()], second = [.. b.DenseValues()];
            Assert.HasCount(first.Length, second, $"'{name}' has different lengths at row {left.Position}.");
            for (int i = 0; i < first.Length; i++)
                Assert.IsTrue(Same(first[i], second[i]), $"'{name}' differs at row {left.Position}, slot {i}: {first[i]} and {second[i]}.");
        };
    }

    /// <summary>Floats by their bits, text by its characters, all else by value.</summary>
    private static bool Same<T>(T a, T b) => (a, b) switch
    {
        (float x, float y) => BitConverter.SingleToInt32Bits(x) == BitConverter.SingleToInt32Bits(y),
        (double x, double y) => BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y),
        (ReadOnlyMemory<char> x, ReadOnlyMemory<char> y) => x.Span.SequenceEqual(y.Span),
        _ => EqualityComparer<T>.Default.Equals(a, b),
    };

    /// <summary>Annotations as a row, so that they are compared as columns are.</summary>
    private sealed class AnnotationRow(DataViewSchema.Annotations annotations) : DataViewRow
    {
        public override DataViewSchema Schema => annotations.Schema;

        public override long Position => 0;

        public override long Batch => 0;

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => annotations.GetGetter<TValue>(column);

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = default;
    }
}
