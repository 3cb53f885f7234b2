using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace MLFlux.Build;

/// <summary>
/// Makes a copy of an assembly in which internal types and members are public, for the compiler to reference.
/// </summary>
/// <remarks>
/// Only the visibility bits of the TypeDef, MethodDef and Field rows change (ECMA-335, II.22.37, II.22.26, II.22.15),
/// in place, so the copy has the very layout of the original. It is never run: at run time the original is loaded,
/// and <c>IgnoresAccessChecksToAttribute</c> on the compiled library lets it in.
/// </remarks>
internal static class ReferenceOpener
{
    public static byte[] Open(byte[] assembly)
    {
        byte[] copy = (byte[])assembly.Clone();
        using var pe = new PEReader(new MemoryStream(assembly));
        MetadataReader metadata = pe.GetMetadataReader();
        int metadataStart = pe.PEHeaders.MetadataStartOffset;

        // TypeDef rows begin with their flags (4 bytes).
        Rows types = RowsOf(TableIndex.TypeDef);
        foreach (TypeDefinitionHandle handle in metadata.TypeDefinitions)
        {
            TypeAttributes flags = metadata.GetTypeDefinition(handle).Attributes;
            BinaryPrimitives.WriteUInt32LittleEndian(types.At(handle, 0, 4), (uint)Opened(flags));
        }

        // MethodDef rows: RVA (4 bytes), implementation flags (2), flags (2).
        Rows methods = RowsOf(TableIndex.MethodDef);
        foreach (MethodDefinitionHandle handle in metadata.MethodDefinitions)
        {
            MethodAttributes flags = metadata.GetMethodDefinition(handle).Attributes;
            BinaryPrimitives.WriteUInt16LittleEndian(methods.At(handle, 6, 2), (ushort)Opened(flags));
        }

        // Field rows begin with their flags (2 bytes).
        Rows fields = RowsOf(TableIndex.Field);
        foreach (FieldDefinitionHandle handle in metadata.FieldDefinitions)
        {
            FieldAttributes flags = metadata.GetFieldDefinition(handle).Attributes;
            BinaryPrimitives.WriteUInt16LittleEndian(fields.At(handle, 0, 2), (ushort)Opened(flags));
        }

        return copy;

        Rows RowsOf(TableIndex table) =>
            new(copy, metadataStart + metadata.GetTableMetadataOffset(table), metadata.GetTableRowSize(table));
    }

    private static TypeAttributes Opened(TypeAttributes flags)
    {
        TypeAttributes visibility = (flags & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.NotPublic => TypeAttributes.Public,
            TypeAttributes.NestedAssembly or TypeAttributes.NestedFamORAssem or TypeAttributes.NestedFamANDAssem
                or TypeAttributes.NestedPrivate => TypeAttributes.NestedPublic,
            TypeAttributes unchanged => unchanged,
        };
        return (flags & ~TypeAttributes.VisibilityMask) | visibility;
    }

    private static MethodAttributes Opened(MethodAttributes flags)
    {
        MethodAttributes access = flags & MethodAttributes.MemberAccessMask;

        // Private methods stay so: the virtual ones are explicit interface implementations, and the rest is no contract.
        bool opens = access is MethodAttributes.Assembly or MethodAttributes.FamORAssem or MethodAttributes.FamANDAssem;
        return opens ? (flags & ~MethodAttributes.MemberAccessMask) | MethodAttributes.Public : flags;
    }

    private static FieldAttributes Opened(FieldAttributes flags)
    {
        FieldAttributes access = flags & FieldAttributes.FieldAccessMask;
        bool opens = access is FieldAttributes.Assembly or FieldAttributes.FamORAssem or FieldAttributes.FamANDAssem;
        return opens ? (flags & ~FieldAttributes.FieldAccessMask) | FieldAttributes.Public : flags;
    }

    private readonly record struct Rows(byte[] Image, int Start, int RowSize)
    {
        public Span<byte> At(EntityHandle handle, int column, int length) =>
            Image.AsSpan(Start + (MetadataTokens.GetRowNumber(handle) - 1) * RowSize + column, length);
    }
}
