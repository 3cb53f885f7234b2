using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;

namespace MLFlux.Normalizing;

/// <summary>Reads labels of all types as numbers other than 0, each at its place.</summary>
/// <param name="Count">How many places there are.</param>
/// <param name="AreClasses">Whether the number is 1 for what a row is.</param>
/// <param name="ExcludeEachOther">Whether a row has one of them alone.</param>
internal sealed record LabelReader(int Count, bool AreClasses, bool ExcludeEachOther)
{
    /// <exception cref="ArgumentOutOfRangeException">The label's type is none that can be read.</exception>
    public static LabelReader Of(DataViewSchema.Column label) => label.Type switch
    {
        BooleanDataViewType => new LabelReader(1, AreClasses: true, ExcludeEachOther: false),
        KeyDataViewType { Count: > 0 and <= int.MaxValue } key => new LabelReader((int)key.Count, AreClasses: true, ExcludeEachOther: true),
        VectorDataViewType { ItemType: KeyDataViewType { Count: > 0 and <= int.MaxValue } key } =>
            new LabelReader((int)key.Count, AreClasses: true, ExcludeEachOther: false),
        VectorDataViewType { IsKnownSize: true, ItemType: BooleanDataViewType } vector =>
            new LabelReader(vector.Size, AreClasses: true, ExcludeEachOther: false),
        VectorDataViewType { IsKnownSize: true } vector when vector.ItemType == NumberDataViewType.Single =>
            new LabelReader(vector.Size, AreClasses: false, ExcludeEachOther: false),
        DataViewType type when type == NumberDataViewType.Single => new LabelReader(1, AreClasses: false, ExcludeEachOther: false),
        DataViewType type => throw SchemaErrors.WrongType(label.Name, LabelTargets.ExpectedType, type.ToString()!),
    };

    /// <summary>What reads a row's label into a list; false where there is none.</summary>
    public static Func<bool> Open(DataViewRow row, DataViewSchema.Column label, out List<(int Target, float Value)> values)
    {
        List<(int Target, float Value)> read = values = [];
        return label.Type switch
        {
            BooleanDataViewType => One(row.GetGetter<bool>(label), value => value ? 1 : 0, (_, value) => (0, value)),
            KeyDataViewType => One(
                RowCursorUtils.GetGetterAs<ulong>(NumberDataViewType.UInt64, row, label.Index),
                key => key == 0 ? float.NaN : 1, (key, value) => ((int)key - 1, value)),
            VectorDataViewType { ItemType: KeyDataViewType } => Many(
                RowCursorUtils.GetVecGetterAs<ulong>(NumberDataViewType.UInt64, row, label.Index),
                (_, key) => (int)key - 1, key => key == 0 ? 0 : 1),
            VectorDataViewType { ItemType: BooleanDataViewType } => Many(
                row.GetGetter<VBuffer<bool>>(label), (slot, _) => slot, value => value ? 1 : 0),
            VectorDataViewType => Many(row.GetGetter<VBuffer<float>>(label), (slot, _) => slot, value => value),
            _ => One(row.GetGetter<float>(label), value => value, (_, value) => (0, value)),
        };

        Func<bool> One<T>(ValueGetter<T> get, Func<T, float> number, Func<T, float, (int, float)> entry)
        {
            T value = default!;
            return () =>
            {
                get(ref value);
                read.Clear();
                float known = number(value);
                if (float.IsFinite(known) && known != 0)
                    read.Add(entry(value, known));
                return float.IsFinite(known);
            };
        }

        Func<bool> Many<T>(ValueGetter<VBuffer<T>> get, Func<int, T, int> place, Func<T, float> number)
        {
            VBuffer<T> vector = default;
            return () =>
            {
                get(ref vector);
                read.Clear();
                bool isKnown = true;
                foreach ((int slot, T value) in vector.Items())
                {
                    float known = number(value);
                    isKnown &= float.IsFinite(known);
                    if (known != 0 && !read.Exists(entry => entry.Target == place(slot, value)))
                        read.Add((place(slot, value), known));
                }

                return isKnown;
            };
        }
    }
}
