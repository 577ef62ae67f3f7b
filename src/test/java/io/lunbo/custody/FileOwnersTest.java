package io.lunbo.custody;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.lunbo.media.MediaStore;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A package that keeps files and owns none of them would lose them to the next sweep. */
class FileOwnersTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.lunbo");

    @Test
    void whoeverKeepsFilesOwnsThem() {
        Set<String> keeping = CLASSES.stream()
                .filter(type -> type.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(MediaStore.class)
                                && call.getTarget().getName().equals("keep")))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
        Set<String> owning = CLASSES.stream()
                .filter(type -> type.isAssignableTo(FileOwner.class) && !type.isInterface())
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
        owning.add("io.lunbo.media"); // custody owns its files: it stands above it

        assertThat(keeping).isNotEmpty();
        assertThat(owning).containsAll(keeping);
    }
}
