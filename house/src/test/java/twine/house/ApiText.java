package twine.house;

import java.lang.module.ModuleReference;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The exported API of a module as text: a line for each type and below it, sorted, a line for each
 * member that code elsewhere can use or override.
 */
final class ApiText {
  /** What every record has and hardly any writes itself. */
  private static final Set<String> RECORD_METHODS = Set.of("equals", "hashCode", "toString");

  private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z_][a-z0-9_]*\\.)+(?=[A-Z@])");

  private final StringBuilder text = new StringBuilder();

  private ApiText() {}

  static String of(ModuleReference module) {
    var api = new ApiText();
    api.text.append("module ").append(module.descriptor().name()).append('\n');
    for (String packageName : TwineModules.exported(module.descriptor())) {
      api.text.append("\npackage ").append(packageName).append('\n');
      TwineModules.publicTypes(module, packageName).forEach(api::type);
    }
    return api.text.toString();
  }

  private void type(Class<?> type) {
    text.append('\n').append(header(type)).append('\n');
    Stream.of(constants(type), components(type), fields(type), constructors(type), methods(type))
        .flatMap(lines -> lines)
        .forEach(line -> text.append("  ").append(line).append('\n'));
  }

  private static String header(Class<?> type) {
    String name = type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    var header = new StringBuilder();
    header.append(typeModifiers(type)).append(kind(type)).append(' ').append(name);
    header.append(parameters(type.getTypeParameters()));
    AnnotatedType above = visibleSuperclass(type);
    if (above != null) {
      header.append(" extends ").append(shown(above));
    }
    AnnotatedType[] interfaces = type.getAnnotatedInterfaces();
    if (interfaces.length > 0) {
      header.append(type.isInterface() ? " extends " : " implements ").append(list(interfaces));
    }
    if (type.isSealed()) {
      header.append(" permits ");
      header.append(
          Arrays.stream(type.getPermittedSubclasses())
              .map(Class::getSimpleName)
              .sorted()
              .collect(Collectors.joining(", ")));
    }
    return header.toString();
  }

  private static @Nullable AnnotatedType visibleSuperclass(Class<?> type) {
    if (type.isRecord() || type.isEnum() || type.isInterface()) {
      return null;
    }
    Class<?> below = type;
    while (!Visibility.isVisible(below.getSuperclass().getModifiers())) {
      below = below.getSuperclass();
    }
    return below.getSuperclass() == Object.class ? null : below.getAnnotatedSuperclass();
  }

  private static String typeModifiers(Class<?> type) {
    var words = new StringBuilder();
    if (Modifier.isProtected(type.getModifiers())) {
      words.append("protected ");
    }
    if (type.isSealed()) {
      words.append("sealed ");
    }
    boolean implied = type.isInterface() || type.isEnum() || type.isRecord();
    if (!implied && Modifier.isAbstract(type.getModifiers())) {
      words.append("abstract ");
    }
    if (!implied && Modifier.isFinal(type.getModifiers())) {
      words.append("final ");
    }
    return words.toString();
  }

  private static String kind(Class<?> type) {
    if (type.isAnnotation()) {
      return "@interface";
    }
    if (type.isInterface()) {
      return "interface";
    }
    if (type.isEnum()) {
      return "enum";
    }
    return type.isRecord() ? "record" : "class";
  }

  private static Stream<String> constants(Class<?> type) {
    if (!type.isEnum()) {
      return Stream.of();
    }
    return Arrays.stream(type.getDeclaredFields())
        .filter(Field::isEnumConstant)
        .map(Field::getName);
  }

  private static Stream<String> components(Class<?> type) {
    if (!type.isRecord()) {
      return Stream.of();
    }
    RecordComponent[] components = type.getRecordComponents();
    String list =
        Arrays.stream(components)
            .map(component -> shown(component.getAnnotatedType()) + " " + component.getName())
            .collect(Collectors.joining(", "));
    return Stream.of("(" + list + ")");
  }

  private static Stream<String> fields(Class<?> type) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> Visibility.isVisible(field.getModifiers()))
        .filter(field -> !field.isSynthetic() && !field.isEnumConstant())
        .map(field ->
            modifiers(field.getModifiers() & ~Modifier.VOLATILE)
                + shown(field.getAnnotatedType())
                + " "
                + field.getName())
        .sorted();
  }

  private static Stream<String> constructors(Class<?> type) {
    return Arrays.stream(type.getDeclaredConstructors())
        .filter(constructor -> belongs(type, constructor))
        .map(constructor ->
            modifiers(constructor.getModifiers())
                + typeParameters(constructor)
                + "new("
                + arguments(constructor)
                + ")"
                + thrown(constructor))
        .sorted();
  }

  private static Stream<String> methods(Class<?> type) {
    return withHiddenSuperclasses(type)
        .flatMap(declaring -> Arrays.stream(declaring.getDeclaredMethods()))
        .filter(method -> belongs(type, method))
        .map(method ->
            methodModifiers(type, method)
                + typeParameters(method)
                + shown(method.getAnnotatedReturnType())
                + " "
                + method.getName()
                + "("
                + arguments(method)
                + ")"
                + thrown(method))
        .sorted();
  }

  /** The type, and the superclasses that others see only through it. */
  private static Stream<Class<?>> withHiddenSuperclasses(Class<?> type) {
    return Stream.iterate(
        type,
        each -> each != null && (each == type || !Visibility.isVisible(each.getModifiers())),
        Class::getSuperclass);
  }

  private static boolean belongs(Class<?> type, Executable member) {
    if (!Visibility.isVisible(member.getModifiers()) || member.isSynthetic()) {
      return false;
    }
    return !(type.isEnum() && isEnumBoilerplate(member)) && !isRecordBoilerplate(type, member);
  }

  private static boolean isEnumBoilerplate(Executable member) {
    return member.getName().equals("values") || member.getName().equals("valueOf");
  }

  private static boolean isRecordBoilerplate(Class<?> type, Executable member) {
    if (!type.isRecord()) {
      return false;
    }
    if (member instanceof Constructor) {
      Class<?>[] components =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      return Arrays.equals(components, member.getParameterTypes());
    }
    return RECORD_METHODS.contains(member.getName())
        || Arrays.stream(type.getRecordComponents()).anyMatch(c -> c.getAccessor().equals(member));
  }

  private static String methodModifiers(Class<?> type, Method method) {
    int modifiers = method.getModifiers() & ~(Modifier.SYNCHRONIZED | Modifier.NATIVE);
    String words = method.isDefault() ? "default " : "";
    if (type.isInterface()) {
      modifiers &= ~Modifier.ABSTRACT;
    }
    if (Modifier.isFinal(type.getModifiers())) {
      modifiers &= ~Modifier.FINAL;
    }
    return words + modifiers(modifiers);
  }

  /** The modifiers in Java's order, without {@code public}, which goes without saying. */
  private static String modifiers(int modifiers) {
    int shown =
        modifiers & (Modifier.PROTECTED | Modifier.ABSTRACT | Modifier.STATIC | Modifier.FINAL);
    return shown == 0 ? "" : Modifier.toString(shown) + " ";
  }

  private static String typeParameters(Executable member) {
    String parameters = parameters(member.getTypeParameters());
    return parameters.isEmpty() ? "" : parameters + " ";
  }

  private static String parameters(TypeVariable<?>[] variables) {
    if (variables.length == 0) {
      return "";
    }
    List<String> shown = new ArrayList<>();
    for (TypeVariable<?> variable : variables) {
      String bounds =
          Arrays.stream(variable.getAnnotatedBounds())
              .map(ApiText::shown)
              .collect(Collectors.joining(" & "));
      shown.add(bounds.equals("Object") ? variable.getName() : variable + " extends " + bounds);
    }
    return "<" + String.join(", ", shown) + ">";
  }

  private static String arguments(Executable member) {
    Parameter[] parameters = member.getParameters();
    List<String> shown = new ArrayList<>();
    for (Parameter parameter : parameters) {
      shown.add(shown(parameter.getAnnotatedType()));
    }
    if (member.isVarArgs()) {
      int last = shown.size() - 1;
      shown.set(last, shown.get(last).replaceFirst("\\[]$", "..."));
    }
    return String.join(", ", shown);
  }

  private static String thrown(Executable member) {
    AnnotatedType[] exceptions = member.getAnnotatedExceptionTypes();
    return exceptions.length == 0 ? "" : " throws " + list(exceptions);
  }

  private static String list(AnnotatedType[] types) {
    return Arrays.stream(types).map(ApiText::shown).collect(Collectors.joining(", "));
  }

  /** A type without its packages; no two types that Twine exports or uses share a simple name. */
  private static String shown(AnnotatedType type) {
    return PACKAGE.matcher(type.toString()).replaceAll("").replace("()", "").replace('$', '.');
  }
}
