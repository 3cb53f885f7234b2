using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Rows;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace MLFlux.Estimators;

/// <summary>Yes or no as one of several labels: a bool, which is never missing, or a float that may be.</summary>
internal sealed class BinaryHeadTask : BinaryTask
{
    public override string ExpectedLabel => "Boolean, or Single that is 1 for yes, 0 for no, and NaN where the answer is missing";

    public override bool Takes(SchemaShape.Column label) => base.Takes(label)
        || (label.Kind == VectorKind.Scalar && !label.IsKey && label.ItemType == NumberDataViewType.Single);

    public override OneLabelBinding Bind(DataViewSchema.Column label) =>
        label.Type is BooleanDataViewType ? base.Bind(label) : new NumberBinding(label);

    private sealed class NumberBinding(DataViewSchema.Column label) : Binding(label)
    {
        public override LabelReader CreateReader(DataViewRow row, DataViewSchema.Column column) =>
            column.Type is BooleanDataViewType ? base.CreateReader(row, column) : new Reader(row.GetGetter<float>(column), column.Name);
    }

    private sealed class Reader(ValueGetter<float> getter, string name) : LabelReader
    {
        private float _value;

        public override LabelFault Read()
        {
            getter(ref _value);
            return _value is 0 or 1 ? LabelFault.None
                : float.IsNaN(_value) ? LabelFault.Missing
                : throw new InvalidOperationException(FormattableString.Invariant($"Label column '{name}' has the value {_value}. ")
                    + "As yes or no, a number is 1 or 0, and NaN where the answer is missing.");
        }

        public override void AddTo(TargetStore targets) => ((BinaryTargets)targets).Add(_value == 1);
    }
}
