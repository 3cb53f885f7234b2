using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Rows;

namespace MLFlux.Estimators;

/// <summary>Reads which labels the row has that a cursor stands on.</summary>
internal abstract class MultilabelReader(int width) : LabelReader
{
    /// <summary>Whether the row that was read has each label.</summary>
    public bool[] Labels { get; } = new bool[width];

    /// <summary>A reader of a column of bools, floats or keys.</summary>
    /// <param name="row">The cursor.</param>
    /// <param name="column">Its label column.</param>
    /// <param name="names">The labels.</param>
    /// <param name="places">The label of each key, from 1, where keys stand for other values than the labels do; else null.</param>
    public static MultilabelReader Create(DataViewRow row, DataViewSchema.Column column, IReadOnlyList<string> names, uint[]? places) =>
        ((VectorDataViewType)column.Type).ItemType switch
        {
            KeyDataViewType => new Keys(row.GetGetter<VBuffer<uint>>(column), names.Count, places),
            BooleanDataViewType => new Bools(row.GetGetter<VBuffer<bool>>(column), names.Count),
            _ => new Floats(row, column, names),
        };

    public override void AddTo(TargetStore targets) => ((MultilabelTargets)targets).Add(Labels);

    private sealed class Bools(ValueGetter<VBuffer<bool>> getter, int width) : MultilabelReader(width)
    {
        private VBuffer<bool> _buffer;

        public override LabelFault Read()
        {
            getter(ref _buffer);
            _buffer.CopyTo(Labels);
            return LabelFault.None;
        }
    }

    private sealed class Floats(DataViewRow row, DataViewSchema.Column column, IReadOnlyList<string> names) : MultilabelReader(names.Count)
    {
        private readonly ValueGetter<VBuffer<float>> _getter = row.GetGetter<VBuffer<float>>(column);
        private readonly float[] _values = new float[names.Count];
        private VBuffer<float> _buffer;

        /// <exception cref="InvalidOperationException">A value is a number, but neither 0 nor 1.</exception>
        public override LabelFault Read()
        {
            _getter(ref _buffer);
            _buffer.CopyTo(_values);
            for (int label = 0; label < _values.Length; label++)
            {
                float value = _values[label];
                if (float.IsNaN(value))
                    return LabelFault.Missing;
                if (value is not (0 or 1))
                {
                    throw new InvalidOperationException(string.Create(
                        CultureInfo.InvariantCulture,
                        $"Label column '{column.Name}' has {value} for '{names[label]}' in row {row.Position}; a label that a row has is "
                        + $"1, and one that it has not is 0."));
                }

                Labels[label] = value == 1;
            }

            return LabelFault.None;
        }
    }

    /// <summary>A key that is missing, or stands for a label that the training data does not have, says nothing of the others.</summary>
    private sealed class Keys(ValueGetter<VBuffer<uint>> getter, int width, uint[]? places) : MultilabelReader(width)
    {
        private VBuffer<uint> _buffer;

        public override LabelFault Read()
        {
            getter(ref _buffer);
            Array.Clear(Labels);
            foreach (uint key in _buffer.GetValues())
            {
                uint label = places is null ? key : key < places.Length ? places[key] : 0;
                if (label > 0 && label <= Labels.Length)
                    Labels[label - 1] = true;
            }

            return LabelFault.None;
        }
    }
}
